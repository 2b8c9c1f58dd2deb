@NullMarked
package cc.chitty.sync.gpusync.run;

import org.jspecify.annotations.NullMarked;
