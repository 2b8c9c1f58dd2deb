/**
 * The job {@code drive-sync}: a folder of Google Drive, or any remote of rclone, mirrored and versioned. One run is about one
 * remote.
 *
 * <ol>
 *   <li><b>preflight</b>: end an rclone that a killed run left; ask rclone and the remote what they can do, if anything has
 *       changed since they were asked last; empty the staging tree.
 *   <li><b>plan</b>: go on with an open plan that is young enough and was made by the same settings; else list both sides,
 *       compare them with what was agreed on last, decide path by path, let the deletion guard look at it, and store it in
 *       chunks; only then is the directory of the mirror made, where it is not there.
 *   <li><b>snapshot</b>: keep every file of the mirror that the plan replaces or deletes.
 *   <li><b>transfer</b>: chunk by chunk: fetch into the staging tree, compare with the listing, rename into the mirror; or look
 *       at the remote, send, look again; then record what both sides agree on. A limit of the run ends this between chunks.
 *   <li><b>verify</b>: where it is asked for, read what was transferred once more from the remote and compare.
 *   <li><b>commit</b>: the mirror as it is becomes a commit, unless it is what the last one holds and that one is still there.
 *   <li><b>push</b>: that commit goes to the git remote, where one is set.
 * </ol>
 *
 * A run that died goes on with the first chunk that was not recorded; at most that one is transferred twice.
 */
@NullMarked
package cc.chitty.sync.drivesync;

import org.jspecify.annotations.NullMarked;
