/** Google's Gemini CLI; its formats are described in {@code docs/formats/gemini.md}. */
@NullMarked
package cc.chitty.sync.consolidate.source.gemini;

import org.jspecify.annotations.NullMarked;
