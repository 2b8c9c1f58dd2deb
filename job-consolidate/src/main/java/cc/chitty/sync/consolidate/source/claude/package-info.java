/** The readers of Claude Code's files: todo lists, task lists and transcripts. See {@code docs/formats/claude-code.md}. */
@NullMarked
package cc.chitty.sync.consolidate.source.claude;

import org.jspecify.annotations.NullMarked;
