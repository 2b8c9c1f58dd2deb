/** The todo list: shown as it is and as it was, and changed by a person. */
@NullMarked
package cc.chitty.sync.jobs.todos;

import org.jspecify.annotations.NullMarked;
