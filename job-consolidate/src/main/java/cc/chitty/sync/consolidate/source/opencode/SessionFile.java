package cc.chitty.sync.consolidate.source.opencode;

import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What OpenCode's files tell of a session, and how many bytes were read for it. */
record SessionFile(SessionFacts facts, long bytes) {

    private static final SessionFile UNKNOWN = new SessionFile(SessionFacts.NONE, 0);

    /** What cannot be read is a problem and unknown: the list counts without it. */
    static SessionFile of(Path storage, String session, List<Problem> problems) throws IOException {
        Path file = find(storage.resolve("session"), session + ".json");
        if (file == null) {
            return UNKNOWN;
        }
        try {
            StrictJson.Document document = StrictJson.read(file);
            return new SessionFile(facts(storage, file, document.object()), document.bytes());
        } catch (Malformed e) {
            problems.add(e.problem(file));
            return UNKNOWN;
        }
    }

    private static @Nullable Path find(Path sessions, String name) throws IOException {
        try (DirectoryStream<Path> projects = Files.newDirectoryStream(sessions)) {
            for (Path project : projects) {
                if (Files.isRegularFile(project.resolve(name))) {
                    return project.resolve(name);
                }
            }
        } catch (NoSuchFileException absent) {
            return null;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return null;
    }

    private static SessionFacts facts(Path storage, Path file, JsonNode session) throws IOException, Malformed {
        String directory = StrictJson.text(session, "directory");
        String where = directory == null ? worktree(storage, file) : directory;
        JsonNode time = session.path("time");
        return new SessionFacts(where, null, null, instant(time.path("created")), instant(time.path("updated")));
    }

    /** Older session files lie in their project's directory but do not name theirs. */
    private static @Nullable String worktree(Path storage, Path file) throws IOException, Malformed {
        String id = file.resolve("..").normalize().getFileName().toString();
        Path project = storage.resolve("project").resolve(id + ".json");
        return Files.isRegularFile(project)
                ? StrictJson.text(StrictJson.read(project).object(), "worktree")
                : null;
    }

    private static @Nullable Instant instant(JsonNode millis) {
        return millis.isIntegralNumber() && millis.canConvertToLong() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }
}
