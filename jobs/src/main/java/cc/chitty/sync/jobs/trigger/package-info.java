/** What starts jobs, when each last did so with success, and whether it has gone silent since. */
@NullMarked
package cc.chitty.sync.jobs.trigger;

import org.jspecify.annotations.NullMarked;
