package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.RedactedText;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Epochs;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.ThreeWay;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoSide;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretRules;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * What people and other tools changed in {@code todos.json} on the remote: every commit on the way back from its tip to the
 * last one that a run of ours made. Each edit is said as sightings of the pseudo device {@code edited}, in a session named
 * after the commit; they depend on nothing but these commits, so every device that meets the edit writes the same ones.
 */
final class ForeignEdits {

    /** An edit that removes more than this many todos, and more than half of all, is a damaged file. */
    private static final int MOST_REMOVED = 10;

    private static final LawSettings LAW = LawSettings.DEFAULT;

    private final OwnRepository repository;
    private final Path work;
    private final Consumer<Problem> problems;
    private final TreeMap<Sighting, Sighting> sightings = new TreeMap<>(JournalFiles.ORDER);
    private final Map<TodoKey, Instant> said = new HashMap<>();

    private ForeignEdits(OwnRepository repository, Path work, Consumer<Problem> problems) {
        this.repository = repository;
        this.work = work;
        this.problems = problems;
    }

    /**
     * Finds the edits up to a commit.
     *
     * @param work an empty directory for the journals as they were
     */
    static List<Sighting> upTo(@Nullable ObjectId tip, OwnRepository repository, Path work, Consumer<Problem> problems)
            throws IOException {
        ForeignEdits edits = new ForeignEdits(repository, work, problems);
        if (tip != null) {
            edits.walk(tip);
        }
        return List.copyOf(edits.sightings.values());
    }

    private void walk(ObjectId tip) throws IOException {
        Deque<RevCommit> foreign = new ArrayDeque<>();
        RevCommit at = repository.commit(tip);
        while (at != null && !Machine.made(at, view(at))) {
            foreign.push(at);
            at = at.getParentCount() == 0 ? null : repository.commit(at.getParent(0));
        }
        Map<TodoKey, TodoSide> before =
                at == null ? Map.of() : read(at, Map.of()).orElse(Map.of());
        Optional<ObjectId> blob = at == null ? Optional.empty() : view(at);
        for (RevCommit commit : foreign) {
            Optional<ObjectId> now = view(commit);
            if (!now.equals(blob)) {
                before = edit(commit, before);
                blob = now;
            }
        }
    }

    private Optional<ObjectId> view(RevCommit commit) {
        return repository.blob(commit, Layout.TODOS);
    }

    private Optional<Map<TodoKey, TodoSide>> read(RevCommit commit, Map<TodoKey, TodoSide> before) {
        Optional<ObjectId> blob = view(commit);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(EditedView.read(repository.bytes(blob.get()), before));
        } catch (EditedView.Unreadable e) {
            refuse(commit, e.getMessage() + "; the todos stay as they were before it");
            return Optional.empty();
        }
    }

    private void refuse(RevCommit commit, String why) {
        problems.accept(new Problem(
                Layout.TODOS + " in commit " + commit.abbreviate(12).name(), "the edit was not taken: " + why));
    }

    private Map<TodoKey, TodoSide> edit(RevCommit commit, Map<TodoKey, TodoSide> before) throws IOException {
        if (view(commit).isEmpty()) {
            refuse(commit, "the file is gone; the todos stay as they were before it");
            return before;
        }
        Optional<Map<TodoKey, TodoSide>> read = read(commit, before);
        if (read.isEmpty()) {
            return before; // what cannot be read deletes nothing
        }
        Map<TodoKey, TodoSide> now = read.get();
        long removed =
                before.keySet().stream().filter(key -> !now.containsKey(key)).count();
        if (removed > MOST_REMOVED && removed * 2 > before.size()) {
            refuse(commit, "it removes " + removed + " of " + before.size() + " todos");
            return before;
        }
        say(commit, before, now);
        return now;
    }

    private void say(RevCommit commit, Map<TodoKey, TodoSide> before, Map<TodoKey, TodoSide> now) throws IOException {
        Set<TodoKey> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        Instant committed = Instant.ofEpochSecond(commit.getCommitTime());
        Path journals = journals(commit);
        try (JournalSet known = JournalSet.open(journals, Layout.EDITED)) {
            for (TodoKey key : keys) {
                TodoSide was = before.get(key);
                Instant at = time(key, was, committed);
                Claim claim = ThreeWay.merge(key, was, was, now.get(key), at).claim();
                if (claim != null) {
                    say(commit, key, claim, known);
                }
            }
        } finally {
            empty(journals);
        }
    }

    private void say(RevCommit commit, TodoKey key, Claim claim, JournalSet known) {
        List<Sighting> registers = new ArrayList<>(known.sightings(key));
        sightings.values().stream().filter(it -> it.todo().equals(key)).forEach(registers::add);
        SessionId session = new SessionId(
                Layout.EDITED, ThreeWay.EDITED, commit.abbreviate(12).name());
        Sighting after = new Registers(LAW).apply(null, key, session, claim, Epochs.of(registers), null);
        if (after != null) {
            Sighting clean = RedactedText.of(after, SecretRules.standard());
            sightings.merge(clean, clean, Registers::join);
            said.put(key, claim.at());
        }
    }

    /** After everything the editor saw: a clock that is behind must not undo the edit. */
    private Instant time(TodoKey key, @Nullable TodoSide was, Instant committed) {
        Instant seen = was == null ? Instant.EPOCH : was.updated();
        Instant before = said.getOrDefault(key, seen);
        Instant last = before.isAfter(seen) ? before : seen;
        return committed.isAfter(last) ? committed : last.plusMillis(1);
    }

    /** The journals as the editor had them, which decide the epoch. A damaged one says nothing. */
    private Path journals(RevCommit commit) throws IOException {
        Path directory = Files.createDirectories(work.resolve(commit.name()));
        for (Map.Entry<String, ObjectId> file :
                new RepositoryTree(repository).files(commit).entrySet()) {
            String device = Layout.journalOf(file.getKey());
            if (device != null) {
                Path journal = JournalSet.file(directory, device);
                try (OutputStream out = Files.newOutputStream(journal)) {
                    repository.copy(file.getValue(), out);
                }
                if (JournalFiles.defect(journal, device) != null) {
                    Files.delete(journal);
                }
            }
        }
        return directory;
    }

    private static void empty(Path directory) throws IOException {
        for (Path journal : JournalSet.files(directory)) {
            Files.delete(journal);
        }
        Files.delete(directory);
    }
}
