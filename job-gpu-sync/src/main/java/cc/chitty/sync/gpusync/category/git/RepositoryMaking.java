package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a repository on the side that has none: beside its place, complete with objects, refs and where its remotes are, and
 * then moved there at once. Its files are looked after when those of the other categories have come, by {@link Finishing}.
 */
final class RepositoryMaking {

    private final GitPair pair;
    private final String run;
    private final RepositoryPlan plan;
    private final Side target;
    private final RepositoryFacts source;

    /** Whether it may be in its place already. */
    private boolean settling;

    RepositoryMaking(GitPair pair, String run, RepositoryPlan plan, Side target) {
        this.pair = pair;
        this.run = run;
        this.plan = plan;
        this.target = target;
        this.source = plan.has(target.other());
    }

    RepositoryReport carryOut() {
        GitSide to = pair.of(target);
        String place = place(plan.makeAt());
        RepositoryReport report;
        try {
            report = carryOut(to, place);
        } catch (Failure e) {
            discard(to, place, e);
            if (settling) {
                throw e;
            }
            return RepositoryReport.refused(plan, e);
        }
        if (!report.trouble().isEmpty()) {
            discard(to, place, null);
        }
        return report;
    }

    /** What was begun goes; where that fails, too, the first reason is the one to tell. */
    private static void discard(GitSide to, String place, @Nullable Failure why) {
        try {
            to.lines(GitScript.DISCARD, List.of(place), List.of());
        } catch (Failure e) {
            if (why == null) {
                throw e;
            }
            why.addSuppressed(e);
        }
    }

    private RepositoryReport carryOut(GitSide to, String place) {
        List<String> created = new ArrayList<>(List.of(
                place,
                Boolean.toString(source.bare()),
                source.format(),
                Boolean.toString(source.closed()),
                String.join(" ", source.above())));
        source.shallow().forEach(commit -> created.add(commit.hex()));
        to.lines(GitScript.CREATE, created, List.of());
        List<RefMove> moves = plan.movesOf(target).toList();
        List<ObjectName> wanted =
                moves.stream().flatMap(move -> Stream.ofNullable(move.after())).toList();
        long objects = wanted.isEmpty()
                ? 0
                : new PackTransfer(pair.of(target.other()), to)
                        .bring(new PackTransfer.Load(source.directory(), place, wanted, List.of(), source.shallow()));
        List<RefOutcome> outcomes = new ArrayList<>(new RefUpdates(to, place, Map.of(), run).apply(moves));
        if (outcomes.stream().allMatch(RefOutcome::arrived)) {
            settling = true;
            outcomes.add(settled(to, place));
            return new RepositoryReport(plan, outcomes, objects, "");
        }
        return new RepositoryReport(plan, outcomes, objects, "it could not be made on the other side");
    }

    private static String place(String target) {
        int slash = target.lastIndexOf('/');
        return target.substring(0, slash + 1) + ".chittysync-" + target.substring(slash + 1) + ".new";
    }

    private String bare() {
        return source.isBareInside() ? "inside" : Boolean.toString(source.bare());
    }

    private RefOutcome settled(GitSide to, String place) {
        String head = source.head() != null ? source.head() : String.valueOf(source.detached());
        to.lines(GitScript.SETTLE, List.of(place, plan.makeAt(), bare(), head, source.mode()), settings());
        ObjectName commit =
                source.head() == null ? source.detached() : source.refs().get(source.head());
        RefMove move = new RefMove(target, "HEAD", null, commit, How.CHECKED_OUT, "the repository is new there");
        return RefOutcome.of(move, Result.MOVED);
    }

    /** A line with the name of each, and one with its value. */
    private List<String> settings() {
        return pair.of(target.other()).records(GitScript.SETTINGS, List.of(source.directory())).stream()
                .flatMap(told -> RemoteSetting.harmless(told).stream())
                .flatMap(setting -> Stream.of(setting.name(), setting.value()))
                .toList();
    }
}
