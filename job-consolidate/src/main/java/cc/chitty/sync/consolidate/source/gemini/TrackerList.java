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
 * One reading of one directory of the tracker. It leaves each todo's content by the name of its file: a file that
 * says something else next time was renamed, and what is nowhere any more has vanished. A file that cannot be understood leaves its todo as it
 * was.
 */
final class TrackerList {

    private final ReadRequest request;
    private final Map<String, String> before;
    private final Map<String, TimedEntry> now = new LinkedHashMap<>();
    private final Map<String, String> contents = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long bytes;

    /** What the next reading needs: each todo's compared content by the name of its file. */
    private record Kept(@Nullable Map<String, String> contents) {}

    private TrackerList(ReadRequest request) {
        this.request = request;
        Kept kept = StrictJson.reread(request.resume(), Kept.class);
        this.before = kept == null || kept.contents() == null ? Map.of() : kept.contents();
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
            contents.put(name, entry.content());
        } catch (NoSuchFileException vanished) {
            now.remove(name);
        } catch (Malformed e) {
            problems.add(e.problem(file));
            String content = before.get(name);
            if (content != null) {
                contents.put(name, content);
            }
        }
    }

    /** The description is kept as the note, which it shares with a status that ours cannot say. */
    private static ListEntry entry(JsonNode todo) throws Malformed {
        ListEntry entry = TodoWords.entry(todo);
        String description = StrictJson.text(todo, "description");
        String status = entry.details().note();
        if (description == null) {
            return entry;
        }
        String note = (status == null ? "" : status + ": ") + TodoWords.clean(description);
        Details details =
                new Details(entry.details().activeForm(), entry.details().priority(), note);
        return new ListEntry(entry.text(), entry.status(), details, entry.deleted());
    }

    private Reading reading() throws IOException {
        String id = sessionId();
        ListTracker tracker = new ListTracker(request.listed().getOrDefault(id, List.of()));
        before.forEach((name, content) -> replaced(tracker, name, content));
        if (problems.isEmpty()) {
            missing(tracker);
        }
        TimedEntry.add(tracker, now.values());
        SessionFacts facts = new SessionFacts(GeminiHome.root(project(), problems), null, null, null, null);
        SessionReading session = new SessionReading(id, facts, tracker.claims(), tracker.listed());
        return new Reading(List.of(session), problems, true, StrictJson.write(new Kept(contents)), bytes);
    }

    /** A file that is still there and says something else was renamed, unless its text only moved. */
    private void replaced(ListTracker tracker, String name, String content) {
        TimedEntry present = now.get(name);
        if (present != null && !contents.containsValue(content)) {
            tracker.drop(present.at(), content);
        }
    }

    /** Only if every file could be understood: what is missing may be in the other ones. */
    private void missing(ListTracker tracker) {
        for (String content : tracker.listed()) {
            if (!contents.containsValue(content)) {
                tracker.vanish(request.stamp().at(), content);
            }
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
}
