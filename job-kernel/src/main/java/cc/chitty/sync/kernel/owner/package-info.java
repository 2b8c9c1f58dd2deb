/**
 * One process at a time owns a state directory; every other command of the same version and settings is its guest.
 *
 * <ol>
 *   <li>try the OS lock; who gets it is the owner: it says who it is in {@code owner.properties}, listens on a Unix domain socket, runs its
 *       own command and those of its guests, and leaves when none is left
 *   <li>who does not get it sends its command to the owner and streams back output and exit code
 *   <li>an owner that dies or leaves closes the socket: its guests try the lock again, and run their commands themselves
 *   <li>an owner that is silent is frozen, one of another version or with other settings cannot serve: bounded wait, then exit 11
 * </ol>
 *
 * A shell may be a guest too, at a second socket: see {@link cc.chitty.sync.kernel.owner.ShellVisit}.
 *
 * <p>Used before Spring starts: plain JDK only.
 */
@NullMarked
package cc.chitty.sync.kernel.owner;

import org.jspecify.annotations.NullMarked;
