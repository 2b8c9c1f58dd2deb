package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** Tells what is strange about the remote's tip and refuses what a later version of ours has written. */
record RemoteChecks(OwnRepository repository, SyncPlace place, RemoteComparison comparison) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    void tell(SyncRun run) {
        ObjectId tip = comparison.tip();
        if (comparison.rewritten()) {
            run.problem(new Problem(
                    "the remote",
                    tip == null
                            ? "its branch is gone or it was emptied; what this device knows is put back"
                            : "its history was rewritten; what it lost and this device knows is put back"));
        }
        if (tip != null) {
            format(tip);
            clock(tip, run);
            deleted(run);
        }
        comparison
                .otherWriter(place.device(), place.writer())
                .ifPresent(other -> run.problem(new Problem(
                        place.device(),
                        "another machine or directory writes with this device id (" + other.writer()
                                + "); both are joined. Delete device.properties in one of the two state"
                                + " directories to make it a device of its own.")));
    }

    /** No run of ours takes such a file away. */
    private void deleted(SyncRun run) {
        Set<String> deleted = comparison.deleted();
        if (!deleted.isEmpty() && comparison.remote().keySet().stream().noneMatch(Layout::isDevices)) {
            run.problem(new Problem("the remote", "it was emptied by a commit; what this device knows is put back"));
        } else {
            deleted.forEach(path ->
                    run.problem(new Problem(path, "was deleted on the remote; what this device knows is put back")));
        }
    }

    private void format(ObjectId tip) {
        String format = repository
                .blob(tip, Layout.FORMAT_FILE)
                .map(blob -> new String(repository.bytes(blob), StandardCharsets.UTF_8).strip())
                .orElse(Layout.FORMAT);
        if (!format.equals(Layout.FORMAT)) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "merge the remote",
                    "it is in format " + format + ", this version knows " + Layout.FORMAT,
                    "Nothing was changed. Install the version of ChittySync that the other devices have.");
        }
    }

    private void clock(ObjectId tip, SyncRun run) {
        Instant committed = Instant.ofEpochSecond(repository.commit(tip).getCommitTime());
        Instant now = place.clock().instant();
        if (committed.isAfter(now.plus(CLOCK_TOLERANCE))) {
            run.problem(new Problem(
                    "the clock",
                    "the remote's last commit is of " + committed + ", and here it is " + now
                            + "; one of the two clocks is wrong"));
        }
    }
}
