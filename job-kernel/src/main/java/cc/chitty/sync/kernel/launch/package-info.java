/** Starts, resumes and records runs of jobs, in the one process that owns the state directory. */
@NullMarked
package cc.chitty.sync.kernel.launch;

import org.jspecify.annotations.NullMarked;
