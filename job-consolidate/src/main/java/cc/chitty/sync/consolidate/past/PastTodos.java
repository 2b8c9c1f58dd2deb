package cc.chitty.sync.consolidate.past;

import cc.chitty.sync.consolidate.journal.LifecycleFiles;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.todo.Fold;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoView;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.consolidate.view.TodosFile;
import cc.chitty.sync.kernel.snapshot.Kept;
import cc.chitty.sync.kernel.snapshot.Snapshot;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows {@code todos.json} as it was. Every run that replaces it keeps it first, so the oldest snapshot taken after an
 * instant holds the list of that instant, as long as no older snapshot is needed to know that nothing came in between.
 * Further back, and before there was a list at all, the lifecycle is replayed: by the times at which sessions said
 * things, which is not when they were read.
 */
public final class PastTodos {

    /** Where a past list comes from. */
    public enum Origin {
        /** It is today's list: nothing has replaced it since. */
        CURRENT,
        /** A snapshot holds it as it was. */
        SNAPSHOT,
        /** It was replayed from the lifecycle. */
        LIFECYCLE
    }

    private final StateDirectory state;
    private final Snapshots snapshots;

    public PastTodos(StateDirectory state) {
        this.state = state;
        this.snapshots = new Snapshots(state);
    }

    /**
     * A list that can be read.
     *
     * @param snapshot the one that holds it; null for other origins
     */
    public record Past(Origin origin, @Nullable SnapshotId snapshot, List<ListedTodo> replayed, Path file) {

        /** Hands on every todo, sorted as {@code todos.json} is. */
        public void forEach(Consumer<ListedTodo> consumer) {
            if (origin == Origin.LIFECYCLE) {
                replayed.forEach(consumer);
            } else {
                TodosFile.forEach(file, consumer);
            }
        }
    }

    /**
     * The list as it was then.
     *
     * @param now what the clock says: a snapshot that bears a later time was taken while it was wrong, and tells nothing
     */
    public Past at(Instant instant, Instant now) {
        Path view = state.relative(state.todosView());
        boolean reachesBack = false;
        for (SnapshotId id : snapshots.ids()) {
            if (id.instant().isAfter(now)) {
                break; // so are all that follow
            }
            boolean later = id.instant().isAfter(instant);
            Optional<Kept> kept = kept(snapshots.read(id), view);
            if (later && kept.isPresent()) {
                boolean listed = kept.get().how() != Kept.How.ABSENT;
                return reachesBack && listed
                        ? new Past(Origin.SNAPSHOT, id, List.of(), snapshots.file(id, view))
                        : replayed(instant);
            }
            reachesBack |= !later;
        }
        return reachesBack ? new Past(Origin.CURRENT, null, List.of(), state.todosView()) : replayed(instant);
    }

    private static Optional<Kept> kept(Snapshot snapshot, Path file) {
        return snapshot.files().stream()
                .filter(kept -> kept.path().equals(file))
                .findFirst();
    }

    private Past replayed(Instant instant) {
        Map<TodoKey, Map<SessionId, Sighting>> registers = new TreeMap<>();
        LifecycleFiles.forEach(state.lifecycle(), change -> {
            Sighting now = change.now();
            if (!now.at().isAfter(instant)) {
                registers
                        .computeIfAbsent(now.todo(), todo -> new TreeMap<>())
                        .merge(now.session(), now, Registers::join);
            }
        });
        LawSettings law = law();
        List<ListedTodo> todos = registers.values().stream()
                .map(of -> Fold.of(of.values(), law))
                .filter(TodoView::visible)
                .map(ListedTodo::of)
                .sorted(ListedTodo.ORDER)
                .toList();
        return new Past(Origin.LIFECYCLE, null, todos, state.todosView());
    }

    /** The law under which the views were last made. */
    private LawSettings law() {
        try {
            String word = new Published(state).facts().get("law");
            return word == null ? LawSettings.DEFAULT : new LawSettings(LawSettings.Reopen.of(word));
        } catch (IOException e) {
            throw StorageFailure.of("read what was published in", state.root(), e);
        }
    }
}
