/**
 * The category {@code git}: the repositories below the workspace roots exchange refs and objects, both ways. No file of a
 * {@code .git} directory is copied and no working tree is written over.
 *
 * <ol>
 *   <li><b>inspect</b>: one command for each root and side finds the repositories and tells their refs.
 *   <li><b>decide</b>: base refs x our refs x their refs, by {@link cc.chitty.sync.gpusync.category.git.RefLaw}; a branch that
 *       one side continued moves forward, branches that diverged are kept side by side under
 *       {@code refs/chittysync/<device>/heads/}.
 *   <li><b>exchange</b>: the objects a side lacks, as one pack, streamed from the one git to the other.
 *   <li><b>apply</b>: one transaction of refs for each repository and side, each ref with the value it is expected to have.
 *       What a ref had before is kept under {@code refs/chittysync/snapshots/<run>/} by the same transaction.
 *   <li><b>record</b>: what both sides agree on is the next base.
 * </ol>
 *
 * Killed anywhere, the next run finds what is done and does the rest.
 */
@NullMarked
package cc.chitty.sync.gpusync.category.git;

import org.jspecify.annotations.NullMarked;
