/** Tests of {@link cc.chitty.sync.jobs.notify.NotifySettings} and what follows from it. */
@NullMarked
package cc.chitty.sync.jobs.notify;

import org.jspecify.annotations.NullMarked;
