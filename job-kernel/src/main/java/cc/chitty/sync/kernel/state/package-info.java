/**
 * Where everything is kept, and how a file is written so that a crash or a power cut leaves the old or the new content, never half of one.
 * Used before Spring starts: plain JDK only.
 */
@NullMarked
package cc.chitty.sync.kernel.state;

import org.jspecify.annotations.NullMarked;
