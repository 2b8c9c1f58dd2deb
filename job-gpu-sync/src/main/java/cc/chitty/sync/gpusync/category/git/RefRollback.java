package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefJournal.Entry;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.peer.RemotePrograms.Ran;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Problem;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes refs back to what they were before a run, which may have been a rollback itself. A ref that moved since stays and is
 * named. What is done is written down first, as a sync does, so that it can be taken back in turn. May be repeated: what is back
 * already is left.
 */
public final class RefRollback {

    private static final String WORKED = "worked ";
    private static final String CHANGED = "changed ";

    private final GitPair pair;
    private final BaseRefs bases;
    private final String run;
    private final RefJournal own;
    private final Function<Side, String> kept;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * For both sides.
     *
     * @param run names the snapshot that the rollback itself makes: letters, digits, hyphens
     * @param own takes what this does
     * @param kept the directory on a side for repositories that are put aside
     */
    public RefRollback(GitPair pair, BaseRefs bases, String run, RefJournal own, Function<Side, String> kept) {
        this.pair = pair;
        this.bases = bases;
        this.run = run;
        this.own = own;
        this.kept = kept;
    }

    /**
     * Which of the repositories that a run had made stay if the run is undone: files in them are to be left, too. Looks and changes
     * nothing.
     */
    public Staying staying(RefJournal journal) {
        Map<Side, Map<String, String>> why = new EnumMap<>(Side.class);
        List<Entry> entries = journal.read();
        for (Side side : Side.values()) {
            List<String> made = made(entries, side);
            if (!made.isEmpty()) {
                why.put(side, worked(side, made));
            }
        }
        return new Staying(why);
    }

    private static List<String> made(List<Entry> entries, Side side) {
        return entries.stream()
                .filter(entry -> entry.side() == side && isMade(entry))
                .map(Entry::directory)
                .toList();
    }

    private static boolean isMade(Entry entry) {
        return entry.ref().isEmpty() && !entry.result().equals(RefJournal.UNMADE) && !entry.isLeft();
    }

    private Map<String, String> worked(Side side, List<String> made) {
        List<String> lines = pair.of(side).lines(GitScript.WORKED, List.of(), made);
        Map<String, String> why = new TreeMap<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            why.put(lines.get(i), lines.get(i + 1));
        }
        return why;
    }

    /** Of a run that was killed before it wrote down what both sides agree on by it: what it had done. What git cannot tell is passed over. */
    public void remember(RefJournal journal) {
        for (RefJournal.Attempt attempt : journal.lastAttempts()) {
            Entry entry = attempt.entry();
            RefJournal.Base base = entry.base();
            if (RepositoryPlanner.isSynced(entry.ref())
                    && !base.root().isEmpty()
                    && !entry.isLeft()
                    && isDone(entry, attempt.isFirst())) {
                bases.agree(base.root(), base.path(), entry.ref(), entry.after());
            }
        }
    }

    /** It is where the run was going to put it, or somebody has moved it since: the run has kept what it had before, when it moved it. */
    private boolean isDone(Entry entry, boolean isFirst) {
        Value now = ask(entry, entry.ref());
        if (!now.trouble().isEmpty()) {
            return false;
        }
        return Objects.equals(now.object(), entry.after())
                || (isFirst && ask(entry, RefUpdates.snapshot(run, entry.ref())).object() != null);
    }

    /** Undoes what a journal says, the last first; before files are restored. What could not be undone is told. */
    public List<Problem> undo(RefJournal journal) {
        Staying staying = staying(journal);
        List<Entry> entries = new ArrayList<>(journal.read());
        Collections.reverse(entries);
        entries.sort(Comparator.comparingInt(RefRollback::turn));
        for (Side side : Side.values()) {
            count(side, entries);
        }
        int number = 0;
        for (Entry entry : entries) {
            number++;
            if (isMade(entry)) {
                if (staying.covers(entry.side(), entry.directory())) {
                    tellStaying(entry, staying.why(entry.side(), entry.directory()));
                } else {
                    unmake(entry, number, made(entries, entry.side()));
                }
            } else if (!entry.ref().isEmpty() && !entry.isLeft()) {
                undo(entry, entries);
            }
        }
        return List.copyOf(problems);
    }

    /** What goes makes room for names that lie in its own; what was kept for good goes when that is back which it was kept of. */
    private static int turn(Entry entry) {
        if (entry.ref().isEmpty()) {
            return 3;
        }
        if (OwnedRefs.isForGood(entry.ref())) {
            return 2;
        }
        return entry.before() == null ? 0 : 1;
    }

    /** What is agreed on is going to change: a repository from before is not one that has lost what comes back. */
    private void count(Side side, List<Entry> entries) {
        Map<String, RefJournal.Base> places = new TreeMap<>();
        entries.stream()
                .filter(it -> it.side() == side && isOfBase(it) && !it.isLeft())
                .forEach(it -> places.put(it.directory(), it.base()));
        List<Marking.Wanted> wanted = new ArrayList<>();
        places.forEach((directory, base) ->
                wanted.add(new Marking.Wanted(directory, pair.key(side, base.root(), base.path()), 0)));
        new Marking(pair.of(side)).count(wanted).forEach((directory, mark) -> {
            RefJournal.Base base = places.get(directory);
            if (base != null) {
                bases.countOn(base.root(), base.path(), side, mark);
            }
        });
    }

    private static boolean isOfBase(Entry entry) {
        return !entry.base().root().isEmpty()
                && (RepositoryPlanner.isSynced(entry.ref()) || OwnedRefs.isOwned(entry.ref()));
    }

    /** What has to wait until files are restored: a repository that had been put aside comes back, an outer one before those in it. */
    public List<Problem> settle(RefJournal journal) {
        List<Entry> entries = new ArrayList<>(journal.read());
        Collections.reverse(entries);
        for (Entry entry : entries) {
            if (entry.result().equals(RefJournal.UNMADE)) {
                remake(entry);
            }
        }
        return List.copyOf(problems);
    }

    private void undo(Entry entry, List<Entry> all) {
        Value asked = ask(entry, entry.ref());
        if (!asked.trouble().isEmpty()) {
            problems.add(problem(entry, "it could not be asked what it has now, so it stays: " + asked.trouble()));
            return;
        }
        ObjectName now = asked.object();
        if (Objects.equals(now, entry.before())) {
            agree(entry, entry.base().agreed());
            return;
        }
        boolean isLetGo =
                now == null && OwnedRefs.isBeside(entry.ref()); // the run died when the branch beside it had moved
        if (!Objects.equals(now, entry.after()) && !isLetGo) {
            problems.add(problem(entry, "it moved since and stays as it is"));
            return;
        }
        if (OwnedRefs.isForGood(entry.ref()) && entry.after() != null && !isBack(entry, all)) {
            return; // what it keeps is nowhere else
        }
        ObjectName agreed = agreed(entry);
        own.write(List.of(entry.reversed(entry.tree(), agreed)));
        agree(entry, null); // if it is killed now, and a sync follows, what is back is nobody's change
        boolean isBack = entry.tree().isEmpty() ? move(entry, now) : checkOut(entry, now);
        agree(entry, isBack ? entry.base().agreed() : agreed);
    }

    /** Whether one of those that had what a ref keeps has it again; the run made the first one before it changed these. */
    private boolean isBack(Entry keeping, List<Entry> all) {
        return all.stream()
                .filter(it -> it.side() == keeping.side()
                        && it.directory().equals(keeping.directory())
                        && Objects.equals(it.before(), keeping.after()))
                .anyMatch(it -> Objects.equals(ask(it, it.ref()).object(), it.before()));
    }

    /**
     * What a ref has.
     *
     * @param trouble why that is not known; empty if it is
     */
    private record Value(@Nullable ObjectName object, String trouble) {}

    private Value ask(Entry entry, String ref) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Ran ran = pair.of(entry.side())
                .run(GitScript.VALUE, List.of(entry.directory(), ref), InputStream.nullInputStream(), output);
        if (ran.exit() != 0) {
            String words = ran.errors().strip();
            return new Value(null, words.isEmpty() ? "git ended with " + ran.exit() : words);
        }
        String said = output.toString(StandardCharsets.UTF_8).strip();
        return new Value(ObjectName.isName(said) ? new ObjectName(said) : null, "");
    }

    private @Nullable ObjectName agreed(Entry entry) {
        return Optional.of(entry.base())
                .filter(base -> !base.root().isEmpty())
                .flatMap(base -> bases.of(base.root(), base.path()))
                .map(refs -> refs.get(entry.ref()))
                .orElse(null);
    }

    /** With what both agreed on before the run, the next sync decides as it would have done then. */
    private void agree(Entry entry, @Nullable ObjectName agreed) {
        RefJournal.Base base = entry.base();
        if (isOfBase(entry)) {
            bases.agree(base.root(), base.path(), entry.ref(), agreed);
        }
    }

    private boolean move(Entry entry, @Nullable ObjectName now) {
        RefMove back = new RefMove(entry.side(), entry.ref(), now, entry.before(), RefMove.How.REF, "rollback");
        RefUpdates updates = new RefUpdates(pair.of(entry.side()), entry.directory(), Map.of(), run);
        boolean done = true;
        for (RefOutcome outcome : updates.apply(List.of(back))) {
            if (outcome.result() == Result.REFUSED) {
                problems.add(problem(entry, outcome.words()));
                done = false;
            }
        }
        return done;
    }

    private boolean checkOut(Entry entry, @Nullable ObjectName now) {
        String how = entry.result().equals(RefJournal.PLANNED)
                ? "unknown"
                : entry.result().equals(Result.ADOPTED.name()) ? "adopted" : "forwarded";
        List<String> said = pair.of(entry.side())
                .lines(
                        GitScript.UNDO,
                        List.of(
                                entry.tree(),
                                entry.ref(),
                                orNone(entry.before()),
                                orNone(entry.after()),
                                how,
                                entry.directory()),
                        List.of());
        if (said.contains("elsewhere")) {
            problems.add(problem(entry, "it is not checked out in " + entry.tree() + " any more; what is there stays"));
            return move(entry, now);
        }
        if (!said.contains("undone")) {
            problems.add(problem(entry, "its working tree was changed since; it stays as it is"));
        }
        return said.contains("undone");
    }

    /** As scripts know a branch that is unborn. */
    private static String orNone(@Nullable ObjectName value) {
        return value == null ? "-" : value.hex();
    }

    /** A repository that was made is put aside, if there is nothing in it that no run brought. */
    private void unmake(Entry entry, int number, List<String> made) {
        String aside = kept.apply(entry.side()) + "/" + number;
        own.write(List.of(aside(entry, aside, RefJournal.UNMADE)));
        if (!entry.base().root().isEmpty()) {
            bases.forget(
                    entry.base().root(),
                    entry.base().path()); // first: if it is killed then, nobody has removed what it had
        }
        List<String> arguments = new ArrayList<>(List.of(entry.directory(), aside));
        made.stream()
                .filter(it -> it.startsWith(entry.directory() + "/"))
                .forEach(it -> arguments.add(it.substring(entry.directory().length() + 1)));
        List<String> said = pair.of(entry.side()).lines(GitScript.UNMAKE, arguments, List.of());
        Optional<String> worked =
                said.stream().filter(it -> it.startsWith(WORKED)).findFirst();
        if (worked.isPresent()) {
            own.write(List.of(aside(entry, aside, Result.REFUSED.name())));
            tellStaying(entry, worked.get().substring(WORKED.length()));
            return;
        }
        said.stream()
                .filter(it -> it.startsWith(CHANGED))
                .forEach(it -> problems.add(problem(
                        entry, it.substring(CHANGED.length()) + " was changed since git brought it; it stays")));
        if (said.contains("left")) {
            problems.add(problem(entry, "something is in the directory that git did not put there; it stays"));
        }
    }

    private void tellStaying(Entry entry, String why) {
        if (!why.isEmpty()) {
            problems.add(problem(entry, "the repository stays, with all that is in its directory: " + why));
        }
    }

    private static Entry aside(Entry entry, String aside, String result) {
        return new Entry(entry.side(), entry.directory(), "", null, null, aside, result, entry.base());
    }

    private void remake(Entry entry) {
        own.write(List.of(
                new Entry(entry.side(), entry.directory(), "", null, null, "", RefJournal.PLANNED, entry.base())));
        List<String> said =
                pair.of(entry.side()).lines(GitScript.REMAKE, List.of(entry.directory(), entry.tree()), List.of());
        if (!said.contains("made")) {
            problems.add(problem(entry, "the repository that was put aside could not be put back"));
        }
    }

    private static Problem problem(Entry entry, String what) {
        String where = entry.side() == Side.OURS ? "" : "on the peer: ";
        String ref = entry.ref().isEmpty() ? "" : " " + entry.ref();
        return new Problem(where + entry.directory() + ref, what);
    }
}
