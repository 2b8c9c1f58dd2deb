package cc.chitty.sync.gpusync.snapshot;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.EntryText;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.json.JsonTrouble;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a snapshot holds, as JSON lines: the head, then a line for each path, with entries and contents as compact text (see
 * {@link EntryText}).
 */
public record Manifest(SnapshotHead head, List<SnapshotLine> lines) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Manifest {
        lines = List.copyOf(lines);
    }

    /** Only what is about one side. */
    public Manifest of(Side side) {
        return new Manifest(
                head, lines.stream().filter(line -> line.side() == side).toList());
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be full of I/O errors", e);
        }
        return bytes.toByteArray();
    }

    public void write(OutputStream out) throws IOException {
        line(out, headFields());
        for (SnapshotLine line : lines) {
            line(out, fields(line));
        }
    }

    private static void line(OutputStream out, Map<String, Object> fields) throws IOException {
        out.write((JSON.writeValueAsString(fields) + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> headFields() {
        Map<String, Object> roots = new TreeMap<>();
        head.roots()
                .forEach((key, root) ->
                        roots.put(key, new TreeMap<>(Map.of("ours", root.ours(), "theirs", root.theirs()))));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("snapshot", head.id());
        fields.put("peer", head.peer());
        fields.put("run", head.run());
        fields.put("at", head.at().toString());
        fields.put("restores", head.restores());
        fields.put(
                "backups",
                new TreeMap<>(Map.of(
                        "ours", head.places().ours(), "theirs", head.places().theirs())));
        fields.put("roots", roots);
        fields.put("bytes", head.bytes());
        return fields;
    }

    private static Map<String, Object> fields(SnapshotLine line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("side", line.side().name().toLowerCase(Locale.ROOT));
        fields.put("root", line.root());
        fields.put("path", line.path().text());
        if (!line.place().equals(line.path())) {
            fields.put("place", line.place().text());
        }
        fields.put("act", line.act());
        fields.put("before", EntryText.of(line.before()));
        fields.put("after", EntryText.of(line.after()));
        fields.put("agreed", EntryText.of(line.agreed()));
        return fields;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException for what {@link #write} does not make
     */
    public static Manifest read(InputStream in) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            SnapshotHead head = head(node(String.valueOf(lines.readLine())));
            List<SnapshotLine> all = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(line(node(line)));
            }
            return new Manifest(head, all);
        }
    }

    /**
     * Reads its head alone.
     *
     * @throws IllegalArgumentException for what {@link #write} does not make
     */
    static SnapshotHead readHead(InputStream in) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return head(node(String.valueOf(lines.readLine())));
        }
    }

    private static JsonNode node(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a line of a manifest: " + JsonTrouble.inLine(e));
        }
    }

    private static SnapshotHead head(JsonNode node) {
        Map<String, SnapshotHead.Root> roots = new TreeMap<>();
        node.path("roots")
                .properties()
                .forEach(root -> roots.put(
                        root.getKey(),
                        new SnapshotHead.Root(text(root.getValue(), "ours"), text(root.getValue(), "theirs"))));
        JsonNode backups = node.path("backups");
        return new SnapshotHead(
                text(node, "snapshot"),
                text(node, "peer"),
                node.path("run").asLong(),
                time(text(node, "at")),
                text(node, "restores"),
                new SnapshotPlaces(text(backups, "ours"), text(backups, "theirs")),
                roots,
                node.path("bytes").asLong(0));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a manifest's time is none");
        }
    }

    private static SnapshotLine line(JsonNode node) {
        TreePath path = new TreePath(text(node, "path"));
        return new SnapshotLine(
                Side.valueOf(text(node, "side").toUpperCase(Locale.ROOT)),
                text(node, "root"),
                path,
                node.has("place") ? new TreePath(text(node, "place")) : path,
                text(node, "act"),
                EntryText.entry(text(node, "before")),
                EntryText.entry(text(node, "after")),
                EntryText.content(text(node, "agreed")));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException("a manifest's line has no " + name);
        }
        return value.asString();
    }
}
