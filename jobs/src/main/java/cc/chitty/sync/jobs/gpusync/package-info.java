/** The command {@code gpu-sync} and those below it. */
@NullMarked
package cc.chitty.sync.jobs.gpusync;

import org.jspecify.annotations.NullMarked;
