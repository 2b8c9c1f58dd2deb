/** Rewrites home directories and project folder names between two machines, with exact boundaries, so that there and back is the identity. Pure. */
@NullMarked
package cc.chitty.sync.gpusync.correction;

import org.jspecify.annotations.NullMarked;
