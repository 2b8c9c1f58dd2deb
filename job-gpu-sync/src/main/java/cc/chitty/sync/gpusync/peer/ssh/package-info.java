/**
 * A peer over SSH. {@link cc.chitty.sync.gpusync.peer.ssh.SshPeers#connect} reads the ssh configuration, connects through the hosts
 * before it, accepts only known host keys, logs in with the agent's or the configuration's keys and asks in one command what the peer
 * can. With a shell, everything is one command for many paths:
 * <ol>
 *   <li>scan: {@code find -printf}, or {@code find -print0 | xargs stat}, all scopes in one script, records taken apart while they come
 *   <li>digests: names on standard input, {@code openssl}, {@code sha256sum} or {@code shasum}
 *   <li>publish: look at all, judge, one script (keep, sync, remove, make, move, link, set modes, sync), look again
 *   <li>contents: packed streams into and out of a staging directory
 * </ol>
 * Without a shell the same is done by single file operations of SFTP: slower, in whole seconds, with the same safety.
 */
@NullMarked
package cc.chitty.sync.gpusync.peer.ssh;

import org.jspecify.annotations.NullMarked;
