/**
 * What this machine remembers of a peer: what both sides had when they last agreed, and digests by stamps. Sorted files in the
 * state directory, replaced durably; one that is lost or damaged costs digests and is as if both sides had been empty.
 */
@NullMarked
package cc.chitty.sync.gpusync.memory;

import org.jspecify.annotations.NullMarked;
