/** The todo list as it was at some earlier time, from snapshots or from the lifecycle. */
@NullMarked
package cc.chitty.sync.consolidate.past;

import org.jspecify.annotations.NullMarked;
