/** The command {@code git-push} and those below it. */
@NullMarked
package cc.chitty.sync.jobs.gitpush;

import org.jspecify.annotations.NullMarked;
