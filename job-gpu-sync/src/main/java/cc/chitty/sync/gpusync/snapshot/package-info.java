/** What a run has replaced or removed, kept on the side where it was, and how it is put back. */
@NullMarked
package cc.chitty.sync.gpusync.snapshot;

import org.jspecify.annotations.NullMarked;
