/** What is synced: the categories with their roots, filters and special rules. */
@NullMarked
package cc.chitty.sync.gpusync.category;

import org.jspecify.annotations.NullMarked;
