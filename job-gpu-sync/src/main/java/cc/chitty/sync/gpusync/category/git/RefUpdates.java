package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Moves refs of one repository on one side: all in one transaction, and if that is refused, each in its own, but for those that let
 * go of what another one keeps for good: they go with that one. What a ref had is kept by the same transaction, so that its objects stay
 * as long as the snapshot does.
 *
 * @param directory of the repository
 * @param has what is there, by full name
 * @param run names the snapshot
 */
record RefUpdates(GitSide git, String directory, Map<String, ObjectName> has, String run) {

    static final String SNAPSHOTS = "refs/chittysync/snapshots/";

    List<RefOutcome> apply(List<RefMove> moves) {
        if (moves.isEmpty()) {
            return List.of();
        }
        String said = transaction(moves);
        if (said.equals("done") || moves.size() == 1) {
            return moves.stream().map(move -> outcome(move, said)).toList();
        }
        List<RefOutcome> outcomes = new ArrayList<>();
        for (List<RefMove> together : together(moves)) {
            String each = together.size() == moves.size() ? said : transaction(together);
            together.forEach(move -> outcomes.add(outcome(move, each)));
        }
        return outcomes;
    }

    /** What goes is before what comes: it makes room for names that lie in each other. */
    private static List<List<RefMove>> together(List<RefMove> moves) {
        Map<ObjectName, List<RefMove>> keeping = new LinkedHashMap<>();
        moves.stream()
                .filter(it -> OwnedRefs.isForGood(it.ref()))
                .flatMap(it -> Stream.ofNullable(it.after()))
                .forEach(it -> keeping.put(it, new ArrayList<>()));
        List<RefMove> going = new ArrayList<>();
        List<RefMove> coming = new ArrayList<>();
        for (RefMove move : moves) {
            ObjectName kept = OwnedRefs.isForGood(move.ref()) ? move.after() : move.before();
            List<RefMove> rest = move.after() == null ? going : coming;
            (kept == null ? rest : keeping.getOrDefault(kept, rest)).add(move);
        }
        return Stream.of(
                        keeping.values().stream(),
                        going.stream().map(List::of),
                        coming.stream().map(List::of))
                .flatMap(it -> it)
                .toList();
    }

    private static RefOutcome outcome(RefMove move, String said) {
        return switch (said) {
            case "done" -> RefOutcome.of(move, Result.MOVED);
            case "unconnected" ->
                new RefOutcome(
                        move, Result.REFUSED, "its history is not complete; one of the two is shallow or damaged");
            default -> new RefOutcome(move, Result.REFUSED, said + advice(said));
        };
    }

    /** A ref may be a file, and then its name cannot be that of a directory, too. */
    private static String advice(String said) {
        return said.contains("; cannot create '") || said.contains("there is a non-empty directory")
                ? "; no ref can have a name that lies in another's: rename one of the two, on the side that has it"
                : "";
    }

    private String transaction(List<RefMove> moves) {
        List<String> lines = new ArrayList<>();
        for (RefMove move : moves) {
            lines.add(move.line());
            String kept = snapshot(move.ref());
            if (move.before() != null && !has.containsKey(kept) && !isElsewhere(move)) {
                lines.add("update " + kept + " " + move.before());
            }
        }
        List<String> said = git.lines(GitScript.APPLY, List.of(directory), lines);
        return said.isEmpty() ? "git said nothing" : said.get(0).replaceFirst("^refused ", "");
    }

    /** What was kept beside a branch goes when that has it; what a snapshot keeps goes with the snapshot. */
    private static boolean isElsewhere(RefMove move) {
        return move.how() == RefMove.How.ASIDE && move.after() == null;
    }

    /** The run that keeps something under a name. */
    static String run(String snapshotRef) {
        int end = snapshotRef.indexOf('/', SNAPSHOTS.length());
        return snapshotRef.substring(SNAPSHOTS.length(), end < 0 ? snapshotRef.length() : end);
    }

    /** Under which name the run keeps what a ref had. */
    String snapshot(String ref) {
        return snapshot(run, ref);
    }

    static String snapshot(String run, String ref) {
        return SNAPSHOTS + run + "/" + (ref.startsWith("refs/") ? ref.substring("refs/".length()) : ref);
    }
}
