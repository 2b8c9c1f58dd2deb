package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.ViewRefresh;
import cc.chitty.sync.consolidate.journal.JournalReader;
import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.view.ConflictsView;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.consolidate.view.TodosFile;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.repository.Author;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.secret.SecretRules;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One device with a state directory of its own; what its agents say is put into the spool. */
final class TestDevice {

    static final String PROJECT = "github.com/kim/app";
    static final SyncSettings SETTINGS = new SyncSettings(
            "main", new Author("Kim", "kim@example.org"), "sync: auto todos [skip ci]", 100_000_000L, 8);

    final String id;
    final StateDirectory state;
    final SyncPlace place;
    final Sync sync;
    final Delivery delivery;
    private final ViewRefresh refresh;
    private final InstantSource clock;
    private int runs;
    /** The next publication dies between its record and its first file. */
    boolean dyingInPublication;
    /** How many more files it puts in their place before it dies. */
    int livesForFiles = Integer.MAX_VALUE;

    TestDevice(Path home, String id, GitRemote remote, InstantSource clock) {
        this.id = id;
        this.clock = clock;
        this.state = StateDirectory.open(Map.of(StateDirectory.VARIABLE, home.toString()), home);
        this.place = SyncPlace.of(state, id, "host-of-" + id, clock);
        this.refresh = new ViewRefresh(state, id, LawSettings.DEFAULT, (run, files) -> {
            if (dyingInPublication) {
                dyingInPublication = false;
                throw new Died();
            }
        });
        this.sync = new Sync(place, SETTINGS, remote, refresh, SecretRules.standard(), () -> {
            if (livesForFiles-- == 0) {
                throw new Died();
            }
        });
        this.delivery = new Delivery(sync, new SplittableRandom(id.hashCode()));
    }

    /** What a kill looks like from inside. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    void say(String session, Claim claim) {
        TodoKey key = new TodoKey(PROJECT, Content.compared(claim.text()));
        say(new SpooledClaim(key, "codex", session, claim, null));
    }

    void say(SpooledClaim claim) {
        try {
            new Spool(state.spool()).add(List.of(claim));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void list(String content, Status status) {
        say("s-" + id, Claim.listed(content, status, now(), Claim.Details.NONE));
    }

    Instant now() {
        return clock.instant();
    }

    void consolidate() {
        refresh.run("c" + ++runs);
    }

    SyncRun run(GitPushOptions options) {
        SyncRun run = new SyncRun(options, new Interruption(), Progress.NONE);
        run.id(Integer.toString(++runs));
        return run;
    }

    /** The whole job; returns what it reports. */
    SyncRun sync() {
        SyncRun run = run(GitPushOptions.USUAL);
        for (int step = 0; step < STEPS; step++) {
            step(run, step);
        }
        return run;
    }

    static final int STEPS = 6;

    void step(SyncRun run, int step) {
        switch (step) {
            case 0 -> sync.fetch(run);
            case 1 -> sync.merge(run);
            case 2 -> sync.filter(run);
            case 3 -> sync.commit(run);
            case 4 -> delivery.push(run);
            default -> delivery.verify(run);
        }
    }

    List<ListedTodo> todos() {
        List<ListedTodo> todos = new ArrayList<>();
        TodosFile.forEach(state.todosView(), todos::add);
        return todos;
    }

    ListedTodo todo(String content) {
        return todos().stream()
                .filter(it -> it.content().equals(content))
                .findFirst()
                .orElseThrow(() -> new AssertionError(content + " is not in todos.json of " + id));
    }

    List<Conflict> conflicts() {
        return ConflictsView.read(state.conflictsView());
    }

    /** Contents in any journal. */
    Set<String> known() {
        Set<String> known = new TreeSet<>();
        try {
            for (Path journal : JournalSet.files(state.devices())) {
                try (JournalReader reader = new JournalReader(journal, JournalSet.device(journal))) {
                    for (TodoKey key = reader.upcoming(); key != null; key = reader.upcoming()) {
                        known.add(key.content());
                        reader.sightings(key);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    /** Everything that all devices have to agree on, by path. */
    SortedMap<String, String> shared() {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(state.root(), 3)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = state.relative(file).toString();
                if (Layout.journalOf(path) != null
                        || Layout.addedToBy(path) != null
                        || Set.of(Layout.TODOS, Layout.PROJECTS, Layout.CONFLICTS)
                                .contains(path)) {
                    files.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
