package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefJournal.Entry;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes refs back to what they were before a run. A ref that moved since stays and is named. May be repeated: what is back
 * already is left.
 */
public final class RefRollback {

    private final GitPair pair;
    private final String run;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * For both sides.
     *
     * @param run names the snapshot that the rollback itself makes: letters, digits, hyphens
     */
    public RefRollback(GitPair pair, String run) {
        this.pair = pair;
        this.run = run;
    }

    /** Undoes what a journal says, the last first. What could not be undone is told. */
    public List<Problem> undo(RefJournal journal) {
        List<Entry> entries = new ArrayList<>(journal.read());
        Collections.reverse(entries);
        for (Entry entry : entries) {
            if (entry.ref().isEmpty()) {
                remove(entry);
            } else if (!entry.result().equals(Result.REFUSED.name())
                    && !entry.result().equals(Result.KEPT_ASIDE.name())) {
                undo(entry);
            }
        }
        return List.copyOf(problems);
    }

    private void undo(Entry entry) {
        ObjectName now = now(entry);
        if (same(now, entry.before())) {
            return;
        }
        if (!same(now, entry.after())) {
            problems.add(problem(entry, "it moved since and stays as it is"));
        } else if (entry.tree().isEmpty() || entry.before() == null) {
            move(entry);
        } else {
            checkOut(entry, entry.before(), entry.after());
        }
    }

    private @Nullable ObjectName now(Entry entry) {
        List<String> said =
                pair.of(entry.side()).lines(GitScript.VALUE, List.of(entry.directory(), entry.ref()), List.of());
        return said.isEmpty() || !ObjectName.isName(said.get(0)) ? null : new ObjectName(said.get(0));
    }

    private static boolean same(@Nullable ObjectName one, @Nullable ObjectName other) {
        return one == null ? other == null : one.equals(other);
    }

    private void move(Entry entry) {
        RefMove back = entry.back();
        RefUpdates updates = new RefUpdates(pair.of(entry.side()), entry.directory(), Map.of(), run);
        for (RefOutcome outcome : updates.apply(List.of(back))) {
            if (outcome.result() == Result.REFUSED) {
                problems.add(problem(entry, outcome.words()));
            }
        }
    }

    private void checkOut(Entry entry, ObjectName before, @Nullable ObjectName after) {
        String how = entry.result().equals(Result.ADOPTED.name()) ? "adopted" : "forwarded";
        List<String> said = pair.of(entry.side())
                .lines(
                        GitScript.UNDO,
                        List.of(entry.tree(), entry.ref(), before.hex(), String.valueOf(after), how),
                        List.of());
        if (!said.contains("undone")) {
            problems.add(problem(entry, "its working tree was changed since; it stays as it is"));
        }
    }

    /** A repository that was made is put aside, if nothing was done in it since. */
    private void remove(Entry entry) {
        List<String> said = pair.of(entry.side()).lines(GitScript.UNMAKE, List.of(entry.directory()), List.of());
        if (said.contains("changed")) {
            problems.add(problem(entry, "the repository was worked in since; it stays"));
        }
    }

    private static Problem problem(Entry entry, String what) {
        String where = entry.side() == Side.OURS ? "" : "on the peer: ";
        String ref = entry.ref().isEmpty() ? "" : " " + entry.ref();
        return new Problem(where + entry.directory() + ref, what);
    }
}
