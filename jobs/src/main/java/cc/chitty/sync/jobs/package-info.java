/** The one executable: the command line, the owner's application, and what people see. */
@NullMarked
package cc.chitty.sync.jobs;

import org.jspecify.annotations.NullMarked;
