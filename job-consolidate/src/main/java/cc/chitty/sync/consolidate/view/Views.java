package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.todo.Conflicts;
import cc.chitty.sync.consolidate.todo.Fold;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoView;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the new views in the staging directory from the todos that changed, which come in ascending order.
 *
 * <p>Spliced from the old views, or, where those are not to be trusted, made anew from all todos: then every todo comes,
 * and there is no old file.
 */
public final class Views implements Closeable {

    /** Edits of one project beyond this many bytes are sorted on disk. */
    private static final long HELD_EDITS = 24L * 1024 * 1024;

    private final StateDirectory state;
    private final Path staging;
    private final LawSettings law;
    private final boolean anew;
    private final TodosSplice todos;
    private final ProjectsSplice projects;
    private final ConflictsFile conflicts;
    private final KeptConflicts kept;
    private final Set<String> knownConflicts;
    private final LossGuard guard;
    private final ListedBefore before;
    private final EditSorter edits;
    private final Set<String> expected = new HashSet<>();
    private final Set<String> explained = new HashSet<>();
    private final ViewChanges changes = new ViewChanges();
    private @Nullable String project;
    private boolean edited;

    private Views(StateDirectory state, Path staging, String device, LawSettings law, boolean anew, ListedBefore before)
            throws IOException {
        this.state = state;
        this.staging = staging;
        this.law = law;
        this.anew = anew;
        this.before = before;
        this.todos = new TodosSplice(
                anew ? SortedFile.empty() : TodosFile.open(state.todosView()), staged(state.todosView()));
        this.projects = new ProjectsSplice(
                anew ? SortedFile.empty() : ProjectsSplice.open(state.projectsView()), staging.resolve("blocks"));
        this.knownConflicts = ConflictsFile.idsIn(state.conflictsView());
        this.conflicts = anew ? ConflictsFile.empty() : ConflictsFile.read(state.conflictsView());
        this.kept = KeptConflicts.read(KeptConflicts.directory(state.root()));
        this.guard = new LossGuard(state.devices(), device, law);
        this.edits = new EditSorter(staging, HELD_EDITS);
    }

    public static Views spliced(StateDirectory state, Path staging, String device, LawSettings law) throws IOException {
        return new Views(state, staging, device, law, false, ListedBefore.nothing());
    }

    /**
     * Not spliced.
     *
     * @param listed whether {@code todos.json} is as it was published: then no todo of it may be in no journal any more
     */
    public static Views anew(StateDirectory state, Path staging, String device, LawSettings law, boolean listed)
            throws IOException {
        ListedBefore before = listed ? ListedBefore.in(state.todosView()) : ListedBefore.nothing();
        return new Views(state, staging, device, law, true, before);
    }

    /** Takes one todo. */
    public void take(ChangedSightings changed) throws IOException {
        TodoKey key = changed.todo();
        List<Sighting> earlier = changed.before();
        List<Sighting> after = changed.after();
        if (!key.project().equals(project)) {
            endProject();
            project = key.project();
        }
        TodoView now = Fold.of(after, law);
        (now.visible() ? expected : explained).add(key.content());
        TodoView known = earlier.isEmpty() ? null : earlier.equals(after) ? now : Fold.of(earlier, law);
        TodoView then = anew ? null : known;
        edit(then, now);
        conflicts.replace(key, then == null ? null : Conflicts.of(then), kept.with(now, Conflicts.of(now)));
        changes.count(known, now);
    }

    /**
     * Ends the last project and writes what follows it.
     *
     * @param newest the latest time in any journal
     * @return the prepared file of each view whose bytes changed, by its place
     */
    public Map<Path, Path> finish(@Nullable Instant newest) throws IOException {
        endProject();
        before.end();
        Map<Path, Path> prepared = new LinkedHashMap<>();
        todos.finish();
        projects.finish(staged(state.projectsView()), newest);
        conflicts.write(staged(state.conflictsView()));
        changes.conflicts(conflicts.ids(), knownConflicts);
        keepChanged(prepared, state.todosView(), anew || edited);
        keepChanged(prepared, state.projectsView(), true);
        keepChanged(prepared, state.conflictsView(), true);
        return prepared;
    }

    public ViewChanges changes() {
        return changes;
    }

    private void edit(@Nullable TodoView then, TodoView now) throws IOException {
        byte[] before = then != null && then.visible() ? TodoLine.write(then) : null;
        byte[] after = now.visible() ? TodoLine.write(now) : null;
        if (Arrays.equals(before, after)) {
            return;
        }
        if (then != null && before != null) {
            edits.add(new ViewEdit(key(then), null));
        }
        if (after != null) {
            edits.add(new ViewEdit(key(now), after));
        }
    }

    /** With one string for the project of all: they are compared many times, and the same one is equal at a glance. */
    private ViewKey key(TodoView view) {
        return new ViewKey(
                Objects.requireNonNull(project), view.firstSeen(), view.key().content());
    }

    private void endProject() throws IOException {
        String ended = project;
        if (ended == null) {
            return;
        }
        before.demand(ended, expected, explained);
        if (!edits.isEmpty()) {
            edited = true;
            TodosSplice.Range range = todos.project(ended, edits.drain());
            Path part = staging.resolve("block");
            ProjectBlock block = block(ended, range, part);
            if (block.size() == 0) {
                Files.delete(part);
            } else {
                projects.put(block, part);
            }
        }
        expected.clear();
        explained.clear();
        project = null;
    }

    private ProjectBlock block(String ended, TodosSplice.Range range, Path part) throws IOException {
        Path view = staged(state.todosView());
        ProjectsSplice.OldBlock old = projects.take(ended);
        List<SpliceStep> steps = range.steps();
        if (old != null && steps != null) {
            ProjectBlock spliced = BlockSplice.of(ended, old, steps, todos.old(), state.projectsView(), part);
            if (spliced != null) {
                guard.check(ended, view, range, spliced, expected);
                return spliced;
            }
        }
        ProjectBlock block = new ProjectBlock(ended);
        block.read(view, range, part);
        guard.check(ended, block.contents(), expected, explained);
        return block;
    }

    private void keepChanged(Map<Path, Path> prepared, Path view, boolean maybe) throws IOException {
        Path staged = staged(view);
        if (maybe && (!Files.exists(view) || Files.mismatch(staged, view) >= 0)) {
            prepared.put(view, staged);
        } else {
            Files.delete(staged);
        }
    }

    private Path staged(Path view) {
        return staging.resolve(Objects.requireNonNull(view.getFileName()) + ".new");
    }

    @Override
    public void close() throws IOException {
        todos.close();
        projects.close();
        guard.close();
        before.close();
    }
}
