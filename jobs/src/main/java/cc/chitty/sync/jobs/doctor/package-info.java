/** Looks whether everything is in order, without changing anything, and says what to do where it is not. */
@NullMarked
package cc.chitty.sync.jobs.doctor;

import org.jspecify.annotations.NullMarked;
