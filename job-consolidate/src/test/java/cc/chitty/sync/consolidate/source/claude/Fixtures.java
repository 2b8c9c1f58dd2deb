package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.Finds;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts samples where Claude Code keeps its files, and reads them through the port. */
final class Fixtures {

    static final String SESSION = "9b1c0000-1111-4222-8333-444455556666";

    private final SessionSource source;
    private final Path home;
    private final Map<Path, Reading> last = new HashMap<>();

    Fixtures(SessionSource source, Path home) {
        this.source = source;
        this.home = home;
    }

    Path path(String below) throws IOException {
        Path path = home.resolve(".claude").resolve(below);
        Files.createDirectories(path.getParent());
        return path;
    }

    Path put(String sample, String below) throws IOException {
        Path path = path(below);
        try (InputStream in =
                Objects.requireNonNull(Fixtures.class.getResourceAsStream("/formats/claude/" + sample), sample)) {
            Files.write(path, in.readAllBytes());
        }
        return path;
    }

    Finds find() {
        return Finds.of(source, home, Map.of());
    }

    /** Reads a file as consolidate does: on from where its last reading through these fixtures ended. */
    Reading read(Path path) throws IOException {
        Reading before = last.get(path);
        Map<String, List<String>> listed = new HashMap<>();
        if (before != null) {
            before.sessions().forEach(said -> listed.put(said.id(), said.listed()));
        }
        Reading reading = source.read(
                new ReadRequest(path, Objects.requireNonNull(find().files().get(path)), listed, resume(before)));
        last.put(path, reading);
        return reading;
    }

    static SessionReading only(Reading reading) {
        List<SessionReading> all = reading.sessions();
        if (all.size() != 1) {
            throw new AssertionError("not one session: " + all);
        }
        return all.get(0);
    }

    /** Each claim as a short sentence: its kind, its text, and for a listing its status and words. */
    static List<String> sentences(SessionReading said) {
        List<String> sentences = new ArrayList<>();
        said.claims().forEach(claim -> {
            String words = claim.details().activeForm() + " " + claim.details().priority() + " "
                    + claim.details().note();
            sentences.add(
                    (claim.kind() + " " + claim.text() + " " + claim.status().word() + " " + words)
                            .replace(" null", ""));
        });
        return sentences;
    }

    private static @Nullable String resume(@Nullable Reading before) {
        return before == null ? null : before.resume();
    }
}
