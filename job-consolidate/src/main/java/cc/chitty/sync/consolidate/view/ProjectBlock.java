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

    /** The compared contents of all todos that the view shows in this project. */
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

    private void take(BriefTodo todo) {
        contents.add(Content.compared(todo.content()));
        counts.merge(todo.status(), 1, Integer::sum);
        sessions.addAll(todo.sessions());
    }

    private byte[] head() {
        int completed = counts.getOrDefault(Status.COMPLETED, 0);
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
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
