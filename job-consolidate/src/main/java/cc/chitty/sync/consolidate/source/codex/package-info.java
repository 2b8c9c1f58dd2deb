/** OpenAI Codex CLI; its formats are described in {@code docs/formats/codex.md}. */
@NullMarked
package cc.chitty.sync.consolidate.source.codex;

import org.jspecify.annotations.NullMarked;
