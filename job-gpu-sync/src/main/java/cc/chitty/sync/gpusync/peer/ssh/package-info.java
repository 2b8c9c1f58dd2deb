/** A peer over SSH: connection, remote scan and digest in one command each, publication by a shell or SFTP. */
@NullMarked
package cc.chitty.sync.gpusync.peer.ssh;

import org.jspecify.annotations.NullMarked;
