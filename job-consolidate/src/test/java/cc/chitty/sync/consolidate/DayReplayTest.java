package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.journal.JournalReader;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consolidates after every quarter of an hour of a busy day, and holds the result against the day's own ledger. */
class DayReplayTest {

    private static final int ROUNDS = Integer.getInteger("chittysync.test.rounds", 1);
    private static final int SESSIONS = 264;
    private static final int QUARTERS = 96;
    private static final long SEED = 20_261_122L;

    @TempDir
    private Path directory;

    @Test
    void nothing_is_lost_and_nothing_regresses_and_the_order_of_reading_does_not_matter() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            Path place = directory.resolve("day-" + round);
            try (ConsolidateFixture job = ConsolidateFixture.open(place)) {
                replay(job, seed);
                shuffled(job, seed);
                chunked(job, place, seed);
            }
        }
    }

    private static void replay(ConsolidateFixture job, long seed) throws IOException {
        DayOfTodos day = new DayOfTodos(seed, job.home(), job.clock(), SESSIONS);
        Map<Register, Sighting> before = new HashMap<>();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            String when = "seed " + seed + ", quarter " + quarter;
            day.quarter();
            run(job);
            Map<Register, Sighting> now = registers(job);
            assertNothingIsLost(day, job, now, when);
            assertNothingRegresses(before, now, when);
            before = now;
        }
        assertThat(day.everListed()).hasSizeGreaterThan(SESSIONS);
        Map<String, String> published = job.published();
        run(job, new ConsolidateOptions(true, false));
        assertSame(job.published(), published, "seed " + seed + ", all read again");
    }

    private record Register(TodoKey todo, SessionId session) {}

    private static Map<Register, Sighting> registers(ConsolidateFixture job) throws IOException {
        Map<Register, Sighting> registers = new HashMap<>();
        Path file = job.state().devices().resolve(ConsolidateFixture.DEVICE + ".jsonl");
        try (JournalReader journal = new JournalReader(file, ConsolidateFixture.DEVICE)) {
            for (TodoKey key = journal.upcoming(); key != null; key = journal.upcoming()) {
                journal.sightings(key).forEach(it -> registers.put(new Register(it.todo(), it.session()), it));
            }
        }
        return registers;
    }

    private static void assertNothingIsLost(
            DayOfTodos day, ConsolidateFixture job, Map<Register, Sighting> journal, String when) {
        Set<String> known = journal.keySet().stream()
                .map(register -> register.todo().content())
                .collect(Collectors.toSet());
        assertThat(known).as(when).containsAll(day.everListed());
        Set<String> shown = job.todos().stream().map(ListedTodo::content).collect(Collectors.toSet());
        assertThat(missing(day.standing(), shown)).as(when).isEmpty();
        Set<List<String>> twice = new HashSet<>();
        for (ListedTodo todo : job.todos()) {
            todo.sessions().stream()
                    .filter(it -> it.presence() != Presence.DROPPED)
                    .forEach(it -> assertThat(twice.add(
                                    List.of(todo.content(), it.session().id())))
                            .as("%s: %s in two projects", when, todo.content())
                            .isTrue());
        }
    }

    private static Set<String> missing(Set<String> wanted, Set<String> shown) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(shown);
        return missing;
    }

    private static void assertNothingRegresses(
            Map<Register, Sighting> before, Map<Register, Sighting> now, String when) {
        assertThat(now.keySet()).as(when).containsAll(before.keySet());
        before.forEach((register, was) -> {
            Sighting is = now.getOrDefault(register, was);
            boolean sameEpoch = is.epoch() == was.epoch();
            assertThat(sameEpoch && was.status() == Status.COMPLETED && is.status() != Status.COMPLETED)
                    .as("%s: %s became %s", when, was, is)
                    .isFalse();
        });
    }

    /** What is on disk in the end, read for the first time, files found in any order. */
    private static void shuffled(ConsolidateFixture job, long seed) {
        Map<String, String> first = fresh(job, 0);
        for (int shuffle = 1; shuffle <= 3; shuffle++) {
            assertSame(fresh(job, seed * 31 + shuffle), first, "seed " + seed + ", shuffle " + shuffle);
        }
    }

    private static Map<String, String> fresh(ConsolidateFixture job, long shuffle) {
        job.resetState();
        job.reading().shuffle = shuffle;
        run(job);
        return job.published();
    }

    /** The same in many small chunks and by several threads. */
    private static void chunked(ConsolidateFixture job, Path place, long seed) throws IOException {
        Map<String, String> first = fresh(job, 0);
        Path other = place.resolve("chunked");
        copy(job.home(), other.resolve("home"));
        try (ConsolidateFixture chunked = ConsolidateFixture.open(other, Map.of("chunk", 7, "threads", 3))) {
            chunked.clock().set(job.clock().instant());
            run(chunked);
            assertSame(chunked.published(), first, "seed " + seed + ", small chunks");
        }
    }

    /** Names the lines that differ first: whole files would fill the screen. */
    private static void assertSame(Map<String, String> actual, Map<String, String> expected, String when) {
        expected.forEach((name, content) -> {
            Set<String> differing = new TreeSet<>(content.lines().toList());
            Set<String> lines =
                    new TreeSet<>(actual.getOrDefault(name, "").lines().toList());
            Set<String> missing = new TreeSet<>(differing);
            missing.removeAll(lines);
            lines.removeAll(differing);
            assertThat(lines)
                    .as("%s: %s has lines too many; missing: %s", when, name, missing)
                    .isEmpty();
        });
        assertThat(actual).as(when).isEqualTo(expected);
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(from)) {
            all = paths.toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path));
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void run(ConsolidateFixture job) {
        run(job, ConsolidateOptions.USUAL);
    }

    private static void run(ConsolidateFixture job, ConsolidateOptions options) {
        Ended ended = job.run(options);
        assertThat(ended.failure()).isNull();
        assertThat(ended.report().problems()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
    }
}
