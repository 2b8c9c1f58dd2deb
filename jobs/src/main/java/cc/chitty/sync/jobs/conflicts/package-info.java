/** Disagreements about todos: listed, shown and resolved. */
@NullMarked
package cc.chitty.sync.jobs.conflicts;

import org.jspecify.annotations.NullMarked;
