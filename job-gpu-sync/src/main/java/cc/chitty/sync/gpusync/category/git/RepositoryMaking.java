package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a repository on the side that has none: beside its place, complete with objects, refs and where its remotes are, and
 * then moved there at once. Its files are looked after when those of the other categories have come, by {@link Finishing}.
 */
final class RepositoryMaking {

    private static final Pattern WITH_PROGRAM = Pattern.compile("^[A-Za-z0-9+.-]+::");

    private final GitPair pair;
    private final String run;
    private final RepositoryPlan plan;
    private final Side target;
    private final RepositoryFacts source;

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
            throw e;
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
            outcomes.add(settled(to, place));
            return new RepositoryReport(plan, outcomes, objects, "");
        }
        return new RepositoryReport(plan, outcomes, objects, "it could not be made on the other side");
    }

    private static String place(String target) {
        int slash = target.lastIndexOf('/');
        return target.substring(0, slash + 1) + ".chittysync-" + target.substring(slash + 1) + ".new";
    }

    private RefOutcome settled(GitSide to, String place) {
        String head = source.head() != null ? source.head() : String.valueOf(source.detached());
        to.lines(
                GitScript.SETTLE,
                List.of(place, plan.makeAt(), Boolean.toString(source.bare()), head, source.mode()),
                settings());
        ObjectName commit =
                source.head() == null ? source.detached() : source.refs().get(source.head());
        RefMove move = new RefMove(target, "HEAD", null, commit, How.CHECKED_OUT, "the repository is new there");
        return RefOutcome.of(move, Result.MOVED);
    }

    private List<String> settings() {
        List<String> lines = pair.of(target.other()).lines(GitScript.SETTINGS, List.of(source.directory()), List.of());
        return lines.stream().flatMap(RepositoryMaking::harmless).toList();
    }

    /** A setting without credentials; none if its value would run a program, or is an address that cannot be read. */
    static Stream<String> harmless(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return Stream.empty();
        }
        String value = line.substring(space + 1);
        if (WITH_PROGRAM.matcher(value).find() || value.startsWith("-")) {
            return Stream.empty();
        }
        return RemoteUrl.harmless(value).stream().map(left -> line.substring(0, space + 1) + left);
    }
}
