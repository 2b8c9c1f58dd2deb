package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * One side as it is now.
 *
 * @param files by path
 * @param blocked paths that are there in a way that cannot be mirrored
 * @param problems why they cannot
 */
record Listed<T>(SortedMap<String, T> files, SortedSet<String> blocked, List<Problem> problems) {}
