/** What all jobs say of JSON that is none. */
@NullMarked
package cc.chitty.sync.kernel.json;

import org.jspecify.annotations.NullMarked;
