package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import cc.chitty.sync.consolidate.todo.CodePoints;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One project's part of {@code project-coordination.json}, made from its lines in the new {@code todos.json}: first a
 * line with the counts and sessions, then one line for each todo, then {@code ]}}.
 */
final class ProjectBlock {

    /** How the first line of each block begins; no other line does. */
    static final byte[] MARK = "{\"project_name\":".getBytes(StandardCharsets.US_ASCII);

    private final String project;
    private final Set<String> sessions = new TreeSet<>(CodePoints.ORDER);
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
    private final Set<String> contents = new HashSet<>();
    private final Set<String> forgotten = new HashSet<>();

    ProjectBlock(String project) {
        this.project = project;
    }

    /** Reads the project's lines and writes their short form to {@code part}. */
    void read(Path todosJson, TodosSplice.Range range, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(todosJson, StandardOpenOption.READ);
                SpliceWriter out = new SpliceWriter(part)) {
            JoinedWriter elements = new JoinedWriter(out, SortedFile.empty());
            LineCursor cursor = new LineCursor(channel, range.start(), range.end());
            while (cursor.next()) {
                BriefTodo todo = BriefTodo.read(cursor.array(), cursor.offset(), cursor.length());
                take(todo);
                elements.element(todo.line());
            }
            out.flush();
        }
    }

    /** Compared contents that were taken out and not put in again. */
    Set<String> lost() {
        Set<String> lost = new HashSet<>(forgotten);
        lost.removeAll(contents);
        return lost;
    }

    /** The compared contents of all todos that were taken in. */
    Set<String> contents() {
        return contents;
    }

    void write(Path part, SpliceWriter out) throws IOException {
        byte[] head = head();
        // the head is an object that ends; the todos go in before its last brace
        out.write(head, 0, head.length - 1);
        out.write(",\"todos\":[\n".getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
            out.copy(channel, 0, channel.size());
        }
        out.write("\n]}".getBytes(StandardCharsets.US_ASCII));
        Files.delete(part);
    }

    /** A block with what the first line of an old one says, but with no content. */
    static ProjectBlock of(String project, byte[] head) {
        ProjectBlock block = new ProjectBlock(project);
        try (JsonParser parser = JsonLine.parser(head, 0, head.length)) {
            parser.nextToken();
            for (String name = parser.nextName(); !"todos".equals(name); name = parser.nextName()) {
                parser.nextToken();
                block.take(String.valueOf(name), parser);
            }
        }
        return block;
    }

    private void take(String name, JsonParser parser) {
        switch (name) {
            case "sessions" -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    sessions.add(parser.getString());
                }
            }
            case "active_todos" -> counts.put(Status.PENDING, parser.getIntValue());
            case "completed_todos" -> counts.put(Status.COMPLETED, parser.getIntValue());
            default -> {
                // follows from the others
            }
        }
    }

    /** How many todos it has. */
    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    void forget(BriefTodo todo) {
        forgotten.add(Content.compared(todo.content()));
        counts.merge(counted(todo.status()), -1, Integer::sum);
    }

    /** The head tells open ones from completed ones, no more. */
    private static Status counted(Status status) {
        return status == Status.COMPLETED ? Status.COMPLETED : Status.PENDING;
    }

    void take(BriefTodo todo) {
        contents.add(Content.compared(todo.content()));
        counts.merge(counted(todo.status()), 1, Integer::sum);
        sessions.addAll(todo.sessions());
    }

    private byte[] head() {
        int completed = counts.getOrDefault(Status.COMPLETED, 0);
        int all = size();
        JsonLine line = JsonLine.begin().text("project_name", project).text("remote", remote());
        line.beginArray("sessions");
        sessions.forEach(line::element);
        return line.endArray()
                .number("session_count", sessions.size())
                .number("todo_count", all)
                .number("active_todos", all - completed)
                .number("completed_todos", completed)
                .end();
    }

    /** A project that is named by its git remote has the form host/owner/name. */
    private @Nullable String remote() {
        int host = project.indexOf('/');
        return host > 0 && project.indexOf('.') < host && project.indexOf('.') > 0 ? project : null;
    }

    static boolean starts(byte[] array, int offset, int length) {
        return length > MARK.length && Arrays.equals(array, offset, offset + MARK.length, MARK, 0, MARK.length);
    }
}
