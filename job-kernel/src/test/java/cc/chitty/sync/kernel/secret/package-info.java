/** The secret filter under test, and secrets to plant. */
@NullMarked
package cc.chitty.sync.kernel.secret;

import org.jspecify.annotations.NullMarked;
