/**
 * rclone as a program: started without a shell, watched, ended with all of its children, and understood by what it prints.
 * Nothing here knows of mirrors or plans.
 */
@NullMarked
package cc.chitty.sync.drivesync.rclone;

import org.jspecify.annotations.NullMarked;
