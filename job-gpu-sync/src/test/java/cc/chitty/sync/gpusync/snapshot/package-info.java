@NullMarked
package cc.chitty.sync.gpusync.snapshot;

import org.jspecify.annotations.NullMarked;
