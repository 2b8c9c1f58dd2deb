/** The views: files derived from the journals of all devices, the same bytes from the same journals. */
@NullMarked
package cc.chitty.sync.consolidate.view;

import org.jspecify.annotations.NullMarked;
