/**
 * Replaces journal, lifecycle and views together: everything is prepared and on disk first, then a record of it, then
 * file by file is put in its place. A run that dies in between is finished by the next one from that record.
 */
@NullMarked
package cc.chitty.sync.consolidate.publish;

import org.jspecify.annotations.NullMarked;
