/**
 * The watcher: consolidates the moment an agent's file changes, in one warm process which also serves guests. Nothing
 * depends on it: what it misses, its next full look or any other run finds.
 */
@NullMarked
package cc.chitty.sync.jobs.watch;

import org.jspecify.annotations.NullMarked;
