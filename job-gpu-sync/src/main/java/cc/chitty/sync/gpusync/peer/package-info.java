/**
 * The port to act on a side, and its implementations: this machine, a peer over SSH. All keep one contract, which a suite of
 * tests holds: nothing is written outside the roots, a target is looked at again just before it is replaced, what is replaced
 * or removed is kept first, and what an answer says is done was read back.
 */
@NullMarked
package cc.chitty.sync.gpusync.peer;

import org.jspecify.annotations.NullMarked;
