@NullMarked
package cc.chitty.sync.gpusync.memory;

import org.jspecify.annotations.NullMarked;
