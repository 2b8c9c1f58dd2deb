/** Sessions of Claude Code: which of them are being written, and whether those that came can be resumed. */
@NullMarked
package cc.chitty.sync.gpusync.category.session;

import org.jspecify.annotations.NullMarked;
