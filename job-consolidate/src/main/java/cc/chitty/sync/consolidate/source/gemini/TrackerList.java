package cc.chitty.sync.consolidate.source.gemini;

import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.TimedEntry;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.consolidate.source.TodoWords.Meaning;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One reading of one directory of the tracker. It leaves each todo's text by the name of its file: a text that is another
 * one next time was renamed, one whose file is gone has vanished. A file that cannot be understood leaves its todo as it
 * was.
 */
final class TrackerList {

    private final ReadRequest request;
    private final Map<String, String> before;
    private final Map<String, TimedEntry> now = new LinkedHashMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long bytes;

    private TrackerList(ReadRequest request) {
        this.request = request;
        this.before = texts(request.resume());
    }

    static Reading read(ReadRequest request) throws IOException {
        TrackerList list = new TrackerList(request);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(request.path(), "*" + GeminiTracker.ENDING)) {
            for (Path file : files) {
                list.take(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return list.reading();
    }

    private void take(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            Stamp stamp = Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
            StrictJson.Document document = StrictJson.read(file);
            bytes += document.bytes();
            ListEntry entry = entry(document.object());
            now.put(name, new TimedEntry(stamp.at(), entry));
            texts.put(name, entry.text());
        } catch (NoSuchFileException vanished) {
            now.remove(name);
        } catch (Malformed e) {
            problems.add(e.problem(file));
            String text = before.get(name);
            if (text != null) {
                texts.put(name, text);
            }
        }
    }

    private static ListEntry entry(JsonNode todo) throws Malformed {
        String title = StrictJson.text(todo, "title");
        if (title == null) {
            throw new Malformed("no title");
        }
        Meaning meaning = TodoWords.meaning(todo.path("status").asString(""));
        Details details = new Details(null, null, note(meaning.note(), StrictJson.text(todo, "description")));
        return new ListEntry(TodoWords.clean(title), meaning.status(), details, meaning.deleted());
    }

    private static @Nullable String note(@Nullable String status, @Nullable String description) {
        if (status == null || description == null) {
            return description == null ? status : TodoWords.clean(description);
        }
        return status + ": " + TodoWords.clean(description);
    }

    private Reading reading() throws IOException {
        String id = sessionId();
        ListTracker tracker = new ListTracker(request.listed().getOrDefault(id, List.of()));
        before.forEach((name, text) -> replaced(tracker, name, text));
        TimedEntry.add(tracker, now.values());
        SessionFacts facts = new SessionFacts(GeminiHome.root(project(), problems), null, null, null, null);
        SessionReading session = new SessionReading(id, facts, tracker.claims(), tracker.listed());
        return new Reading(List.of(session), problems, true, StrictJson.write(texts), bytes);
    }

    private void replaced(ListTracker tracker, String name, String text) {
        TimedEntry present = now.get(name);
        if (present != null && !present.entry().text().equals(text)) {
            tracker.drop(present.at(), text);
        } else if (!texts.containsKey(name)) {
            tracker.vanish(request.stamp().at(), text);
        }
    }

    /** A list which a whole project shares has no session: it is named after the project. */
    private String sessionId() {
        String name = request.path().getFileName().toString();
        if (!name.equals(GeminiTracker.TRACKER)) {
            return name;
        }
        String owner = above("..").getFileName().toString();
        return isShared() ? "tracker-" + owner : owner;
    }

    /** {@code tmp/<project>/tracker}. */
    private boolean isShared() {
        return above("../..").endsWith(".gemini/tmp");
    }

    /** The directory below {@code tmp}. */
    private Path project() {
        return above(isShared() ? ".." : "../..");
    }

    private Path above(String way) {
        return request.path().resolve(way).normalize();
    }

    private static Map<String, String> texts(@Nullable String resume) {
        Map<String, String> texts = new TreeMap<>();
        try {
            if (resume != null && !resume.isEmpty()) {
                StrictJson.parse(resume)
                        .properties()
                        .forEach(e -> texts.put(e.getKey(), e.getValue().asString("")));
            }
        } catch (Malformed otherVersion) {
            texts.clear();
        }
        return texts;
    }
}
