/** Which project a todo belongs to: the git remote of its agent session, else its directory, else keywords. */
@NullMarked
package cc.chitty.sync.consolidate.project;

import org.jspecify.annotations.NullMarked;
