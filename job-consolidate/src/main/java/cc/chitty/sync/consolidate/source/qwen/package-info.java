/** Qwen Code; its formats are described in {@code docs/formats/qwen.md}. */
@NullMarked
package cc.chitty.sync.consolidate.source.qwen;

import org.jspecify.annotations.NullMarked;
