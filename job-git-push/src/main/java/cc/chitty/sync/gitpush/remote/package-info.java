/** Git remotes over HTTP, SSH and local paths: credentials, host keys, deadlines. */
@NullMarked
package cc.chitty.sync.gitpush.remote;

import org.jspecify.annotations.NullMarked;
