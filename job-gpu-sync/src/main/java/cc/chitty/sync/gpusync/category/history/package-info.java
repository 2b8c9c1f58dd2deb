/**
 * Files to whose end every machine adds lines of its own: histories of shells and prompts, lists of known hosts. Without
 * secrets, and joined entry by entry. Pure.
 */
@NullMarked
package cc.chitty.sync.gpusync.category.history;

import org.jspecify.annotations.NullMarked;
