/** The port through which agents' files are read, and the readers, one class for each source. */
@NullMarked
package cc.chitty.sync.consolidate.source;

import org.jspecify.annotations.NullMarked;
