/** The job git-push under test: simulated devices, real repositories and transports. */
@NullMarked
package cc.chitty.sync.gitpush;

import org.jspecify.annotations.NullMarked;
