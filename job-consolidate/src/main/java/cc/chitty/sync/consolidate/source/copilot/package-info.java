/** GitHub Copilot CLI; its formats are described in {@code docs/formats/copilot.md}. */
@NullMarked
package cc.chitty.sync.consolidate.source.copilot;

import org.jspecify.annotations.NullMarked;
