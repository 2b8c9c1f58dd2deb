/** What every job that speaks SSH needs: the user's ssh agent. */
@NullMarked
package cc.chitty.sync.kernel.ssh;

import org.jspecify.annotations.NullMarked;
