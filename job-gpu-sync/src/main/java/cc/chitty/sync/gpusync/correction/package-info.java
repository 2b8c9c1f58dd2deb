/**
 * Rewrites home directories and project folder names between two machines, with exact boundaries, so that there and back is the
 * identity. Pure but for the streams it is given.
 *
 * <p>Why it is exact. A text is literal bytes and places. {@code ToCanonical} turns each place into a code, {@code ToSide} each
 * code into the place. What else would read as a place after {@code ToSide}, because the text means the other machine's directory
 * or because something literal follows a place, gets one detour ({@code /.} before the last name) more; {@code ToCanonical} takes
 * one away. Both sides find places at the same literal bytes: a place begins only behind literal bytes that no place can hold
 * ({@link cc.chitty.sync.gpusync.correction.PathPair} sees to that), never directly behind another.
 */
@NullMarked
package cc.chitty.sync.gpusync.correction;

import org.jspecify.annotations.NullMarked;
