/**
 * The job {@code gpu-sync}: this machine and a peer hold the same sessions, configuration, git history, workspace and
 * environment.
 *
 * <ol>
 *   <li><b>connect</b>: lock the peer here; connect, check its host key, ask what it can; find the trees that the options and
 *       settings mean. An earlier attempt's plan that still holds is kept: then scan and plan have nothing to do.
 *   <li><b>scan</b>: look at both sides at once, by stamps; digests come from what is remembered of the same stamp, and the few
 *       that a decision needs and nobody remembers are read, on both sides at once. Decide each path by what both had, what we
 *       have and what they have.
 *   <li><b>plan</b>: put the decisions in their order; refuse a great deletion; write down what both sides agree on, the conflicts
 *       and the plan. Decide about refs of repositories. A dry run changes nothing after this.
 *   <li><b>snapshot</b>: see that there is room; mark the peer as being changed; write down, durably, here and on both sides, what
 *       is going to be replaced.
 *   <li><b>git</b>: repositories exchange objects, then refs.
 *   <li><b>transfer</b>, parcel by parcel: bring contents into a staging directory of the target's side; compare digests; look at
 *       each target again, keep what is there, rename, read back; write down how each change ended. While one parcel is published
 *       the next is brought.
 *   <li><b>verify</b>: every change has an end; agents can resume the sessions that came.
 *   <li><b>record</b>: what was done is what both sides have from now on.
 *   <li><b>prune</b>: staging directories go, and snapshots that are too many, too old or too large together.
 * </ol>
 *
 * The job {@code gpu-sync-rollback} has the same steps but scan; its plan is the reverse of a snapshot.
 */
@NullMarked
package cc.chitty.sync.gpusync;

import org.jspecify.annotations.NullMarked;
