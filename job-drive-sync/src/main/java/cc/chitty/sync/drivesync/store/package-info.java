/** What drive-sync remembers in the job repository: the base of each remote, plans with the state of every file, runs. */
@NullMarked
package cc.chitty.sync.drivesync.store;

import org.jspecify.annotations.NullMarked;
