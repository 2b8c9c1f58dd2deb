/** Keeps secrets on this machine: what leaves it goes through a filter first. */
@NullMarked
package cc.chitty.sync.kernel.secret;

import org.jspecify.annotations.NullMarked;
