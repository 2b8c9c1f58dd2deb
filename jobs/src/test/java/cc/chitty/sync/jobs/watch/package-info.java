/** Tests of the watcher's parts. */
@NullMarked
package cc.chitty.sync.jobs.watch;

import org.jspecify.annotations.NullMarked;
