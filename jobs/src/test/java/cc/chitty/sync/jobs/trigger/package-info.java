/** Tests of triggers and their silence. */
@NullMarked
package cc.chitty.sync.jobs.trigger;

import org.jspecify.annotations.NullMarked;
