/**
 * What a run would do, decided from three listings: what was agreed on last (the base), the mirror, and the remote. Pure: no
 * clock, no file, no database, no rclone; what has to be asked of contents comes through {@link Contents}.
 */
@NullMarked
package cc.chitty.sync.drivesync.plan;

import org.jspecify.annotations.NullMarked;
