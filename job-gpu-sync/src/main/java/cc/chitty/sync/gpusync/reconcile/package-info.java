/** Decides, path by path, what two sides that changed apart should hold. Pure: no input or output, no clock. */
@NullMarked
package cc.chitty.sync.gpusync.reconcile;

import org.jspecify.annotations.NullMarked;
