/** Tests of what commands are made of. */
@NullMarked
package cc.chitty.sync.jobs.command;

import org.jspecify.annotations.NullMarked;
