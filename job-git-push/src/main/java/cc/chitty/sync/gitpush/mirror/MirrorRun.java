package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.function.Consumer;

/**
 * The run on whose behalf something is done.
 *
 * @param id the run's id on this device; stands in its commits
 * @param problems told what could not be handled; by one thread at a time
 * @param progress counts files, or commits where commits are pushed
 * @param interruption ends it between two files
 */
public record MirrorRun(String id, Consumer<Problem> problems, Progress progress, Interruption interruption) {

    void problem(String where, String what) {
        problems.accept(new Problem(where, what));
    }

    void requireGoingOn(String attempted) {
        if (interruption.raised()) {
            throw new Failure(
                    FailureCategory.INTERRUPTED, attempted, "it was stopped", "Start again: nothing of it is lost.");
        }
    }
}
