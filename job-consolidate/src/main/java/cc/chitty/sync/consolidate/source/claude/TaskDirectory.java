package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One reading of one list's directory. */
final class TaskDirectory {

    private final ReadRequest request;
    private final String session;
    private final ListTracker tracker;
    private final Map<String, String> before;
    /** The compared content which each part holds now; of a part that could not be understood, what it held before. */
    private final Map<String, String> contents = new TreeMap<>();

    private final Map<String, Timed> now = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long bytes;

    TaskDirectory(ReadRequest request, String session) {
        this.request = request;
        this.session = session;
        this.tracker = new ListTracker(listedBefore());
        Kept kept = StrictJson.reread(request.resume(), Kept.class);
        this.before = kept == null ? Map.of() : kept.contents();
    }

    /** What a reading leaves: the compared content in each part, by file name. */
    record Kept(Map<String, String> contents) {
        Kept {
            contents = Map.copyOf(contents);
        }
    }

    private record Timed(ListEntry entry, Instant at) {
        Timed orFurther(Timed other) {
            return entry.orFurther(other.entry).equals(entry) ? this : other;
        }
    }

    Reading read() throws IOException {
        for (Path part : parts()) {
            read(part);
        }
        replaced();
        if (problems.isEmpty()) {
            missing();
        }
        now.values().forEach(timed -> tracker.put(timed.at(), timed.entry()));
        SessionReading said = new SessionReading(session, facts(), tracker.claims(), tracker.listed());
        return new Reading(List.of(said), problems, true, StrictJson.write(new Kept(contents)), bytes);
    }

    private SessionFacts facts() {
        Instant active = now.values().stream()
                .map(Timed::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new SessionFacts(null, null, null, null, active);
    }

    private List<String> listedBefore() {
        return request.listed().getOrDefault(session, List.of());
    }

    private void read(Path part) throws IOException {
        String name = part.getFileName().toString();
        try {
            BasicFileAttributes attributes = Files.readAttributes(part, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return;
            }
            StrictJson.Document document = StrictJson.read(part);
            bytes += document.bytes();
            take(name, document.object(), Stamp.of(attributes).at());
        } catch (NoSuchFileException e) {
            contents.remove(name);
        } catch (Malformed e) {
            problems.add(e.problem(part));
            contents.put(name, before.getOrDefault(name, ""));
        }
    }

    private void take(String name, JsonNode part, Instant at) throws Malformed {
        if (part.path("metadata").path("_internal").asBoolean(false)) {
            return;
        }
        ListEntry entry = TodoWords.entry(part);
        String content = entry.content();
        if (!content.isEmpty()) {
            contents.put(name, content);
            now.merge(content, new Timed(entry, at), Timed::orFurther);
        }
    }

    /** A part that is still there and says something else was renamed: what it said before was replaced. */
    private void replaced() {
        before.forEach((name, content) -> {
            String holds = contents.get(name);
            if (holds != null && !contents.containsValue(content)) {
                tracker.drop(now.containsKey(holds) ? now.get(holds).at() : at(), content);
            }
        });
    }

    /** Only if every part could be understood: what is missing may be in the other ones. */
    private void missing() {
        for (String content : listedBefore()) {
            if (!now.containsKey(content)) {
                tracker.vanish(at(), content);
            }
        }
    }

    private Instant at() {
        return request.stamp().at();
    }

    private List<Path> parts() throws IOException {
        List<Path> parts = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(request.path())) {
            for (Path path : paths) {
                if (ClaudeTasks.isPart(path.getFileName().toString())) {
                    parts.add(path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new IOException("cannot list " + request.path(), e);
        }
        parts.sort(Comparator.comparing((Path part) -> part.toString().length()).thenComparing(Path::toString));
        return parts;
    }
}
