/** Applies the migrations to both databases. */
@NullMarked
package cc.chitty.sync.schema;

import org.jspecify.annotations.NullMarked;
