@NullMarked
package cc.chitty.sync.gpusync;

import org.jspecify.annotations.NullMarked;
