/** The work of the job's steps as plain objects: looking, deciding, carrying, recording. Batch and Spring are not known here. */
@NullMarked
package cc.chitty.sync.gpusync.run;

import org.jspecify.annotations.NullMarked;
