package cc.chitty.sync.jobs.bench;

import cc.chitty.sync.jobs.bench.SessionWords.Todo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Seeded session files of Claude Code in a directory, as one developer's machine has them after a few years: of 100 files
 * 88 are lists in {@code todos/} (one in five of them empty, the others of five todos; one in ten a sub-agent's), 2 are
 * task lists of five files and 10 are short transcripts in {@code projects/}. Each transcript is of the session of one of
 * the lists and repeats it, and gives it one of 200 directories, every fourth of which is a git repository with a remote.
 * For the other nine in ten lists nothing tells the project but the words in their todos. One in 20 todos has words that
 * many sessions use.
 *
 * <p>Times are given to the files, minutes apart and in the past, so that the same seed gives the same files.
 */
public final class SessionFiles {

    private static final Instant FIRST = Instant.parse("2025-03-01T00:00:00Z");
    private static final int TODOS_EACH = 5;
    private static final int PROJECTS = 200;

    private final Path claude;
    private final Path work;
    private final SessionWords words;
    private final List<Sessions> lists = new ArrayList<>();
    private long minutes;
    private long changes;

    private record Sessions(Path file, String session, List<Todo> todos) {}

    /** Files are made below {@code home}; nothing is made yet. */
    public SessionFiles(Path home, long seed) {
        this.claude = home.resolve(".claude");
        this.work = home.resolve("work");
        this.words = new SessionWords(seed);
    }

    /** What {@code CLAUDE_CONFIG_DIR} has to be. */
    public Path claude() {
        return claude;
    }

    /** Adds so many files to those there are. May be called again. */
    public void add(int files) throws IOException {
        Files.createDirectories(claude.resolve("todos"));
        int transcripts = files / 10;
        int tasks = files / 50;
        int before = lists.size();
        for (int i = 0; i < files - transcripts - tasks; i++) {
            list();
        }
        for (int i = 0; i < tasks; i++) {
            tasks();
        }
        for (int i = 0; i < transcripts; i++) {
            transcript(lists.get(before + i), i % PROJECTS);
        }
    }

    /**
     * In {@code count} lists, evenly spread and others each time, every open todo is begun or put back, so that their
     * number stays the same however often this is called; a list of which all are completed is begun anew, once.
     */
    void change(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int place = (int) (((long) i * lists.size() / count + changes) % lists.size());
            Sessions before = lists.get(place);
            boolean done = before.todos.stream().allMatch(Todo::completed);
            List<Todo> next = done
                    ? words.open(TODOS_EACH)
                    : before.todos.stream().map(Todo::next).toList();
            Sessions after = new Sessions(before.file, before.session, next);
            lists.set(place, after);
            write(after);
        }
        changes++;
    }

    /** How many lists there are, all that {@link #change} can change. */
    int lists() {
        return lists.size();
    }

    private void list() throws IOException {
        String session = words.id();
        String agent = words.oneIn(10) ? words.id() : session;
        Path file = claude.resolve("todos").resolve(session + "-agent-" + agent + ".json");
        Sessions list = new Sessions(file, session, words.oneIn(5) ? List.of() : words.todos(TODOS_EACH));
        lists.add(list);
        write(list);
    }

    private void write(Sessions list) throws IOException {
        write(list.file, SessionWords.array(list.todos));
    }

    private void tasks() throws IOException {
        Path directory = Files.createDirectories(claude.resolve("tasks").resolve(words.id()));
        List<Todo> todos = words.todos(TODOS_EACH);
        for (int i = 1; i <= todos.size(); i++) {
            Todo todo = todos.get(i - 1);
            write(
                    directory.resolve(i + ".json"),
                    "{\"id\":\"" + i + "\",\"subject\":\"" + todo.content() + "\",\"description\":\"More words.\","
                            + "\"status\":\"" + todo.status() + "\",\"blocks\":[],\"blockedBy\":[]}");
        }
    }

    private void transcript(Sessions list, int project) throws IOException {
        Path directory = work.resolve("project-" + project);
        if (Files.notExists(directory)) {
            Files.createDirectories(directory);
            if (project % 4 == 0) {
                repository(directory, project);
            }
        }
        Path slug = Files.createDirectories(claude.resolve("projects")
                .resolve(directory.toString().replace('/', '-').replace('.', '-')));
        TranscriptText text = new TranscriptText(list.session, directory, FIRST.plusSeconds(60 * minutes));
        text.user("Please see to this.");
        text.todoWrite(list.todos);
        text.assistant("Done so far.");
        write(slug.resolve(list.session + ".jsonl"), text.take());
    }

    private static void repository(Path directory, int project) throws IOException {
        Path git = Files.createDirectory(directory.resolve(".git"));
        Files.writeString(
                git.resolve("config"),
                "[remote \"origin\"]\n\turl = https://github.com/kim/project-" + project + ".git\n");
    }

    /**
     * Writes transcripts of about {@code bytes} together, 10 MB each, in the manner of long sessions: one line in 40 has
     * a todo list, the others words and results of tools of up to 16 KB.
     */
    void longTranscripts(long bytes) throws IOException {
        Path slug = Files.createDirectories(claude.resolve("projects").resolve("-home-kim-app"));
        for (long written = 0; written < bytes; ) {
            Path file = slug.resolve(words.id() + ".jsonl");
            written += grow(file, Math.min(10_000_000, bytes - written));
        }
    }

    /** Appends so many bytes or a line more to a transcript; returns how many. */
    long grow(Path transcript, long bytes) throws IOException {
        String name = String.valueOf(transcript.getFileName());
        String session = name.substring(0, name.length() - ".jsonl".length());
        TranscriptText text = new TranscriptText(session, Path.of("/home/kim/app"), FIRST.plusSeconds(60 * minutes));
        long written = 0;
        for (int line = 0; written < bytes; line++) {
            if (line % 40 == 0) {
                text.todoWrite(words.todos(TODOS_EACH));
            } else {
                text.result(words.below(16_000));
            }
            written = text.length();
        }
        Files.writeString(transcript, text.take(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        stamp(transcript);
        return written;
    }

    /** The transcripts there are. */
    List<Path> transcripts() throws IOException {
        try (var files = Files.walk(claude.resolve("projects"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        stamp(file);
    }

    private void stamp(Path file) throws IOException {
        minutes++;
        Files.setLastModifiedTime(file, FileTime.from(FIRST.plusSeconds(60 * minutes)));
    }
}
