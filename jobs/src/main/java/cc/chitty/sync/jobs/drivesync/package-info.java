/** The command {@code drive-sync} and those below it. */
@NullMarked
package cc.chitty.sync.jobs.drivesync;

import org.jspecify.annotations.NullMarked;
