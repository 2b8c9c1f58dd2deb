package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Epochs;
import cc.chitty.sync.consolidate.todo.Fold;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.ThreeWay;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoSide;
import cc.chitty.sync.consolidate.todo.TodoView;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Where an edit of the view and what this device had done meanwhile contradict: base, both values, and which is kept. */
final class EditConflicts {

    private static final LawSettings LAW = LawSettings.DEFAULT;

    private final OwnRepository repository;
    private final SyncPlace place;
    private final Map<String, Map<TodoKey, TodoSide>> views = new HashMap<>();

    EditConflicts(OwnRepository repository, SyncPlace place) {
        this.repository = repository;
        this.place = place;
    }

    /** One of them, and the todo's epoch with everything known. */
    record Found(Conflict conflict, int epoch) {}

    /**
     * Finds them.
     *
     * @param edits that are new here
     * @param unknown this device's registers, as they will be, of which the editor knew nothing
     */
    List<Found> between(Collection<Sighting> edits, Collection<Sighting> unknown) throws IOException {
        Map<TodoKey, List<Sighting>> said = byTodo(edits);
        Map<TodoKey, List<Sighting>> own = byTodo(unknown);
        Set<TodoKey> both = new TreeSet<>(said.keySet());
        both.retainAll(own.keySet());
        List<Found> found = new ArrayList<>();
        try (JournalSet journals = JournalSet.open(place.state().devices(), place.device())) {
            for (TodoKey key : both) {
                List<Sighting> after = new ArrayList<>(said.getOrDefault(key, List.of()));
                after.addAll(own.getOrDefault(key, List.of()));
                List<Sighting> before = journals.sightings(key);
                Conflict conflict = conflict(key, said.getOrDefault(key, List.of()), before);
                if (conflict != null) {
                    after.addAll(before);
                    found.add(
                            new Found(asShown(conflict, after), Epochs.of(after).highest()));
                }
            }
        }
        return found;
    }

    private static Map<TodoKey, List<Sighting>> byTodo(Collection<Sighting> sightings) {
        Map<TodoKey, List<Sighting>> byTodo = new TreeMap<>();
        sightings.forEach(it ->
                byTodo.computeIfAbsent(it.todo(), key -> new ArrayList<>()).add(it));
        return byTodo;
    }

    private @Nullable Conflict conflict(TodoKey key, List<Sighting> edits, List<Sighting> ours) {
        if (ours.isEmpty()) {
            return null;
        }
        List<Sighting> inTime =
                edits.stream().sorted(Comparator.comparing(Sighting::at)).toList();
        Sighting last = inTime.get(inTime.size() - 1);
        Optional<RevCommit> from = commit(inTime.get(0));
        Optional<RevCommit> to = commit(last);
        if (from.isEmpty() || to.isEmpty()) {
            return null; // its commit was rewritten away: what the editor had changed cannot be told any more
        }
        TodoSide base = from.get().getParentCount() == 0
                ? null
                : view(from.get().getParent(0)).get(key);
        TodoSide theirs = view(to.get()).get(key);
        return ThreeWay.merge(key, base, side(Fold.of(ours, LAW)), theirs, last.at())
                .conflict();
    }

    private static @Nullable TodoSide side(TodoView view) {
        return view.visible()
                ? new TodoSide(view.shown(), view.status(), view.activeForm(), view.priority(), view.updatedAt())
                : null;
    }

    /** The session of an edit is named after its commit. */
    private Optional<RevCommit> commit(Sighting edit) {
        return repository.find(edit.session().id());
    }

    private Map<TodoKey, TodoSide> view(ObjectId commit) {
        Map<TodoKey, TodoSide> known = views.get(commit.name());
        if (known == null) {
            known = repository
                    .blob(commit, Layout.TODOS)
                    .map(repository::bytes)
                    .map(EditedView::orNone)
                    .orElse(Map.of());
            views.put(commit.name(), known);
        }
        return known;
    }

    /** A person's reopening that the editor did not know may show what the three-way merge alone would put aside. */
    private static Conflict asShown(Conflict conflict, List<Sighting> after) {
        TodoView view = Fold.of(after, LAW);
        String shown = view.status().word();
        boolean swapped = view.visible()
                && !shown.equals(conflict.kept().status())
                && shown.equals(conflict.other().status());
        return swapped ? conflict.keepingTheOther(view.reason()) : conflict;
    }
}
