/** Which machine this is: an id that stays when the machine is renamed. */
@NullMarked
package cc.chitty.sync.kernel.device;

import org.jspecify.annotations.NullMarked;
