/** Runs of jobs: begun, followed, looked up, stopped and tidied. */
@NullMarked
package cc.chitty.sync.jobs.runs;

import org.jspecify.annotations.NullMarked;
