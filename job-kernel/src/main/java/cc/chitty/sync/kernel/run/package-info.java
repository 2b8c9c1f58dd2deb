/** How a run is watched, interrupted and ended: progress, exit codes, failures that stop a run, problems that do not. */
@NullMarked
package cc.chitty.sync.kernel.run;

import org.jspecify.annotations.NullMarked;
