/**
 * Puts the suite into a user's account and takes it out again. Every file to touch is a {@link
 * cc.chitty.sync.jobs.install.Target} with an {@link cc.chitty.sync.jobs.install.Edit}; what it was before is kept, and a record
 * says which bytes were left. Undoing puts back what was there where nobody changed it since, else takes out only our part.
 */
@NullMarked
package cc.chitty.sync.jobs.install;

import org.jspecify.annotations.NullMarked;
