package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoSide;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The shared list at some point of the history: one view, or several where that point has two commits beside each other (one
 * that was made offline and what others pushed meanwhile).
 */
record SharedTodos(List<Map<TodoKey, TodoSide>> views) {

    SharedTodos {
        views = List.copyOf(views);
    }

    /**
     * Before a commit.
     *
     * @throws Failure REFUSED if nothing was shared before it, DAMAGED if a view cannot be read
     */
    static SharedTodos before(OwnRepository repository, RevCommit commit, String run) {
        List<Map<TodoKey, TodoSide>> views = views(repository, Arrays.asList(commit.getParents()));
        if (views.isEmpty()) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "roll back run " + run,
                    "it was the first that shared todos: before it nothing was shared to go back to",
                    "To take todos off the list on all devices, name them: `chittysync todos delete ID...`.");
        }
        return new SharedTodos(views);
    }

    /**
     * With all that was shared from a commit on, until a run began.
     *
     * @param run of this device; it has made the last commit, or none
     */
    static SharedTodos since(OwnRepository repository, RevCommit commit, String run, SyncPlace place) {
        List<RevCommit> ends = ends(repository, run, place);
        List<RevCommit> later =
                ends.stream().filter(end -> repository.contains(end, commit)).toList();
        return new SharedTodos(
                views(repository, later.isEmpty() ? ends : later)); // it is in none of a rewritten history
    }

    /** The last commits before those of a run. */
    private static List<RevCommit> ends(OwnRepository repository, String run, SyncPlace place) {
        ObjectId tip = repository.tip();
        if (tip == null) {
            return List.of();
        }
        RevCommit last = repository.commit(tip);
        boolean ofRun = Machine.of(last)
                .filter(by -> by.device().equals(place.device()) && by.run().equals(run))
                .isPresent();
        return ofRun ? Arrays.asList(last.getParents()) : List.of(last);
    }

    /**
     * Those of some todos that the list of any commit has had, from one on until a run began, also where a later one took them
     * out again.
     *
     * @param of which are looked for
     */
    static Set<TodoKey> everSince(
            OwnRepository repository, RevCommit commit, String run, SyncPlace place, Set<TodoKey> of) {
        Set<TodoKey> missing = new TreeSet<>(of);
        Set<ObjectId> read = new HashSet<>();
        try (RevWalk walk = new RevWalk(repository.git())) {
            for (RevCommit end : ends(repository, run, place)) {
                walk.markStart(walk.parseCommit(end));
            }
            for (RevCommit before : commit.getParents()) {
                walk.markUninteresting(walk.parseCommit(before));
            }
            for (RevCommit next = walk.next(); next != null && !missing.isEmpty(); next = walk.next()) {
                repository
                        .blob(next, Layout.TODOS)
                        .filter(read::add)
                        .ifPresent(view -> missing.removeAll(
                                EditedView.orNone(repository.bytes(view)).keySet()));
            }
        } catch (IOException e) {
            throw GitFailure.of("read the history of", repository.directory(), e);
        }
        Set<TodoKey> found = new TreeSet<>(of);
        found.removeAll(missing);
        return found;
    }

    private static List<Map<TodoKey, TodoSide>> views(OwnRepository repository, List<RevCommit> commits) {
        return commits.stream()
                .flatMap(commit -> repository.blob(commit, Layout.TODOS).stream())
                .map(blob -> read(repository.bytes(blob)))
                .toList();
    }

    /** @throws Failure DAMAGED if it is no list of todos */
    static Map<TodoKey, TodoSide> read(byte[] view) {
        try {
            return EditedView.read(view, Map.of());
        } catch (EditedView.Unreadable e) {
            throw new Failure(
                    FailureCategory.DAMAGED,
                    "read " + Layout.TODOS,
                    String.valueOf(e.getMessage()),
                    "Choose another run, or run 'consolidate --full'.",
                    e);
        }
    }

    /** Every todo that any of the views lists. */
    Set<TodoKey> keys() {
        Set<TodoKey> keys = new TreeSet<>();
        views.forEach(view -> keys.addAll(view.keySet()));
        return keys;
    }

    /** As the first view has it; null where it is not listed. */
    @Nullable TodoSide of(TodoKey key) {
        return views.isEmpty() ? null : views.get(0).get(key);
    }

    /** Whether all views say the same of it: else the point has no answer to what it was. */
    boolean isOneIn(TodoKey key) {
        return !differs(key, of(key));
    }

    /** Whether any view says something else of it. */
    boolean differs(TodoKey key, @Nullable TodoSide side) {
        return views.stream().anyMatch(view -> !same(view.get(key), side));
    }

    static boolean same(@Nullable TodoSide one, @Nullable TodoSide other) {
        return one == null ? other == null : other != null && one.agrees(other);
    }
}
