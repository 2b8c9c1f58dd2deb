/** OpenCode; its formats are described in {@code docs/formats/opencode.md}. */
@NullMarked
package cc.chitty.sync.consolidate.source.opencode;

import org.jspecify.annotations.NullMarked;
