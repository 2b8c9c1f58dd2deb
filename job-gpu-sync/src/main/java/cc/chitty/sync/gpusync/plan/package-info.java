/** What a run is going to do: the ordered changes, their rows in the job repository, and how each of them ended. */
@NullMarked
package cc.chitty.sync.gpusync.plan;

import org.jspecify.annotations.NullMarked;
