package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import cc.chitty.sync.consolidate.todo.CodePoints;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Conflicts;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** {@code conflicts.json}: few lines, so it is held as a whole. Sorted by project, content and id. */
final class ConflictsFile {

    /** How the line of each conflict begins; no other line does. */
    static final String LINE = "{\"id\"";

    private static final Pattern ID = Pattern.compile("^\\{\"id\":\"([0-9a-f]+)\"", Pattern.MULTILINE);

    private static final String COUNT = "],\"auto_resolved\":";

    private record Key(TodoKey todo, String id) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::todo).thenComparing(Key::id, CodePoints.ORDER);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Line(String json, Instant newest) {}

    private final NavigableMap<Key, Line> lines = new TreeMap<>();
    private long autoResolved;

    private ConflictsFile() {}

    static ConflictsFile empty() {
        return new ConflictsFile();
    }

    /** The ids a file names, be it damaged or not: a view that is made anew may have been cut or edited by hand. */
    static Set<String> idsIn(Path path) throws IOException {
        Set<String> ids = new HashSet<>();
        if (Files.exists(path)) {
            String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
            Matcher matcher = ID.matcher(text);
            while (matcher.find()) {
                ids.add(matcher.group(1));
            }
        }
        return ids;
    }

    static ConflictsFile read(Path path) throws IOException {
        ConflictsFile file = new ConflictsFile();
        if (Files.exists(path)) {
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    file.take(line);
                }
            }
        }
        return file;
    }

    /** Puts the conflicts of one todo as it is now in the place of those it had. */
    void replace(TodoKey todo, @Nullable Conflicts before, Conflicts after) {
        lines.subMap(new Key(todo, ""), new Key(todo, "\uFFFF")).clear();
        for (Conflict conflict : after.open()) {
            byte[] json = line(conflict);
            lines.put(
                    new Key(todo, conflict.id()), new Line(new String(json, StandardCharsets.UTF_8), newest(conflict)));
        }
        autoResolved += after.autoResolved() - (before == null ? 0 : before.autoResolved());
    }

    Set<String> ids() {
        return lines.keySet().stream().map(Key::id).collect(Collectors.toUnmodifiableSet());
    }

    void write(Path path) throws IOException {
        Instant newest = lines.values().stream()
                .map(Line::newest)
                .max(Comparator.naturalOrder())
                .orElse(null);
        try (SpliceWriter out = new SpliceWriter(path)) {
            byte[] head = JsonLine.begin().time("timestamp", newest).end();
            String opening = new String(head, 0, head.length - 1, StandardCharsets.UTF_8);
            write(out, opening + (newest == null ? "" : ",") + "\"conflicts\":[\n");
            List<String> all = new ArrayList<>();
            lines.values().forEach(line -> all.add(line.json()));
            write(out, String.join(",\n", all) + (all.isEmpty() ? "" : "\n"));
            write(out, COUNT + autoResolved + "}\n");
            out.flush();
        }
    }

    private static void write(SpliceWriter out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void take(String line) {
        if (line.startsWith(COUNT)) {
            autoResolved = Long.parseLong(line.substring(COUNT.length(), line.length() - 1));
        } else if (line.startsWith(LINE)) {
            String json = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
            Read read = new Read(json);
            lines.put(new Key(new TodoKey(read.project, read.content), read.id), new Line(json, read.newest));
        }
    }

    private static Instant newest(Conflict conflict) {
        Instant kept = conflict.kept().at();
        Instant other = conflict.other().at();
        return kept.isAfter(other) ? kept : other;
    }

    private static byte[] line(Conflict conflict) {
        JsonLine line = JsonLine.begin()
                .text("id", conflict.id())
                .text("kind", conflict.kind().word())
                .text("project", conflict.todo().project())
                .text("content", conflict.todo().content());
        value(line, "base", conflict.before());
        value(line, "kept", conflict.kept());
        value(line, "other", conflict.other());
        return line.text("rule", conflict.rule().word()).end();
    }

    private static void value(JsonLine line, String name, Conflict.@Nullable Value value) {
        if (value == null) {
            return;
        }
        SessionId session = value.session();
        line.beginObject(name)
                .text("status", value.status())
                .text("activeForm", value.details().activeForm())
                .text("priority", value.details().priority())
                .text("note", value.details().note())
                .text("device", session == null ? null : session.device())
                .text("agent", session == null ? null : session.agent())
                .text("session", session == null ? null : session.id())
                .time("at", value.at())
                .endElement();
    }

    /** What of an old line is needed to keep it in its place. */
    private static final class Read {
        private String id = "";
        private String project = "";
        private String content = "";
        private Instant newest = Instant.MIN;

        Read(String json) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            try (JsonParser parser = JsonLine.parser(bytes, 0, bytes.length)) {
                parser.nextToken();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    take(name, parser);
                }
            }
        }

        private void take(String name, JsonParser parser) {
            switch (name) {
                case "id" -> id = parser.getString();
                case "project" -> project = parser.getString();
                case "content" -> content = parser.getString();
                case "kept", "other" -> time(parser);
                default -> parser.skipChildren();
            }
        }

        private void time(JsonParser parser) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                String value = parser.nextStringValue();
                if (name.equals("at") && Instant.parse(value).isAfter(newest)) {
                    newest = Instant.parse(value);
                }
            }
        }
    }
}
