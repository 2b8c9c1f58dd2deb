/** Turns the spool's claims into sightings of this device's journal and prepares journal, lifecycle and views. */
@NullMarked
package cc.chitty.sync.consolidate.merge;

import org.jspecify.annotations.NullMarked;
