package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.kernel.fixture.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A day in which many agent sessions of Claude Code add, start, complete, reword and drop todos, empty and delete their
 * lists, and have them garbage-collected; some tell their directory at once, some late, some never. Beside the files it
 * keeps a ledger of its own of what was ever listed and of what was left out on purpose.
 */
public final class DayOfTodos {

    /** Where a session keeps its list. */
    private enum Channel {
        TODOS,
        TASKS,
        TRANSCRIPT
    }

    private final SplittableRandom random;
    private final SettableClock clock;
    private final ClaudeHome claude;
    private final int sessions;
    private final List<AgentList> lists = new ArrayList<>();
    private final Map<String, Set<String>> left = new TreeMap<>();
    private final Map<String, Set<String>> listing = new TreeMap<>();
    private final Set<String> completed = new TreeSet<>();
    private int written;

    public DayOfTodos(long seed, Path home, SettableClock clock, int sessions) {
        this.random = new SplittableRandom(seed);
        this.clock = clock;
        this.claude = new ClaudeHome(home, clock);
        this.sessions = sessions;
    }

    /** Lets the sessions work for a quarter of an hour. */
    public void quarter() {
        for (int i = random.nextInt(5, 40); i > 0; i--) {
            clock.pass(Duration.ofMillis(random.nextInt(1, 15 * 60 * 1000 / 40)));
            if (lists.size() < sessions && (lists.isEmpty() || random.nextInt(4) == 0)) {
                lists.add(new AgentList(lists.size()));
            } else {
                lists.get(random.nextInt(lists.size())).change();
            }
        }
        lists.forEach(AgentList::record);
    }

    /** Every content that was ever listed. */
    public Set<String> everListed() {
        return listing.keySet();
    }

    /** Those which nobody left out of a list on purpose, or somebody completed: the view has to show them. */
    public Set<String> standing() {
        Set<String> standing = new TreeSet<>(completed);
        listing.forEach((content, by) -> {
            if (!left.getOrDefault(content, Set.of()).containsAll(by)) {
                standing.add(content);
            }
        });
        return standing;
    }

    /** One session's list. */
    private final class AgentList {
        private final String session;
        private final String directory;
        private final Channel channel;
        private final Map<Integer, Said> lines = new LinkedHashMap<>();
        /** What can be seen of the list when nobody looks in between; of a transcript everything can. */
        private final Map<Integer, Said> seen = new LinkedHashMap<>();

        private boolean told;
        private int next = 1;

        AgentList(int number) {
            session = ClaudeHome.session(number);
            directory = "/work/" + List.of("app", "site", "loader").get(random.nextInt(3));
            channel = List.of(Channel.values()).get(random.nextInt(3));
            if (random.nextInt(3) > 0) {
                tell();
            }
            add();
            write();
        }

        private void tell() {
            told = true;
            claude.said(session, directory);
        }

        void change() {
            if (!told && random.nextInt(20) == 0) {
                tell();
                return;
            }
            switch (random.nextInt(10)) {
                case 0 -> reword();
                case 1 -> dropOne();
                case 2 -> empty();
                case 3 -> deleteFile();
                case 4, 5 -> advance(Status.IN_PROGRESS);
                case 6, 7 -> advance(Status.COMPLETED);
                default -> {
                    add();
                    write();
                }
            }
        }

        private void add() {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                // some are on many lists at once
                boolean shared = random.nextInt(10) == 0;
                String text = shared ? "Run all tests of part " + random.nextInt(5) : "Todo " + ++written;
                if (lines.values().stream().noneMatch(said -> said.text().equals(text))) {
                    lines.put(next++, Said.pending(text));
                }
            }
        }

        private void advance(Status status) {
            if (!lines.isEmpty()) {
                Map.Entry<Integer, Said> line = any();
                Said was = line.getValue();
                line.setValue(new Said(was.text(), was.status().compareTo(status) > 0 ? was.status() : status));
                write();
            }
            collectGarbage();
        }

        /** A list of tasks of which all are completed is removed. */
        private void collectGarbage() {
            boolean all = lines.values().stream().allMatch(said -> said.status() == Status.COMPLETED);
            if (channel == Channel.TASKS && all && random.nextBoolean()) {
                empty();
            }
        }

        private void reword() {
            if (!lines.isEmpty()) {
                Map.Entry<Integer, Said> line = any();
                Said was = line.getValue();
                line.setValue(new Said("Todo " + ++written + " reworded", was.status()));
                write();
            }
        }

        private void dropOne() {
            if (lines.size() > 1 && channel != Channel.TASKS) {
                Map.Entry<Integer, Said> line = any();
                lines.remove(line.getKey());
                write();
            }
        }

        private void empty() {
            if (channel == Channel.TASKS) {
                lines.keySet().forEach(line -> claude.delete(part(line)));
                lines.clear();
            } else {
                lines.clear();
                write();
            }
        }

        private void deleteFile() {
            Path file = claude.todosFile(session);
            if (channel == Channel.TODOS && Files.exists(file)) {
                claude.delete(file);
                lines.clear();
            }
        }

        /** Enters into the ledger what is listed now, and what was left out of a list that goes on. */
        void record() {
            Set<String> now = new TreeSet<>();
            lines.values().forEach(said -> now.add(said.text()));
            seen.forEach((line, said) -> {
                boolean goesOn = channel == Channel.TASKS ? lines.containsKey(line) : !lines.isEmpty();
                if (goesOn && !now.contains(said.text()) && said.status().open()) {
                    left.computeIfAbsent(said.text(), text -> new TreeSet<>()).add(session);
                }
            });
            lines.values().forEach(this::list);
            seen.clear();
            seen.putAll(lines);
        }

        private void list(Said said) {
            listing.computeIfAbsent(said.text(), text -> new TreeSet<>()).add(session);
            left.getOrDefault(said.text(), new TreeSet<>()).remove(session);
            if (said.status() == Status.COMPLETED) {
                completed.add(said.text());
            }
        }

        private Map.Entry<Integer, Said> any() {
            List<Map.Entry<Integer, Said>> all = new ArrayList<>(lines.entrySet());
            return all.get(random.nextInt(all.size()));
        }

        private Path part(int line) {
            return claude.taskFile(session, line);
        }

        private void write() {
            Said[] list = lines.values().toArray(Said[]::new);
            switch (channel) {
                case TODOS -> claude.todos(session, list);
                case TASKS -> lines.forEach((line, said) -> claude.task(session, line, said));
                case TRANSCRIPT -> {
                    told = true;
                    claude.wrote(session, directory, list);
                    record();
                }
            }
        }
    }
}
