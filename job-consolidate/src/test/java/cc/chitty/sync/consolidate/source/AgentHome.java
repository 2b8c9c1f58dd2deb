package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A home directory in which a test puts the fixtures of {@code formats/} where agents keep such files. */
public record AgentHome(Path home) {

    /** The time of every file that is put here. */
    public static final Instant WRITTEN = Instant.parse("2026-09-01T12:00:00.123Z");

    public Path put(String fixture, String place) throws IOException {
        Path file = home.resolve(place);
        Files.createDirectories(file.resolveSibling("."));
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/formats/" + fixture), fixture)) {
            Files.write(file, in.readAllBytes());
        }
        return dated(file);
    }

    public static Path dated(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    public static String text(String fixture) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AgentHome.class.getResourceAsStream("/formats/" + fixture), fixture)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a source reads of the one file which it finds here. */
    public Reading only(SessionSource source) throws IOException {
        return only(source, Map.of());
    }

    public Reading only(SessionSource source, Map<String, String> environment) throws IOException {
        Finds finds = Finds.of(source, home, environment);
        assertThat(finds.problems()).isEmpty();
        assertThat(finds.files()).hasSize(1);
        Map.Entry<Path, Stamp> file = finds.files().entrySet().iterator().next();
        return source.read(new ReadRequest(file.getKey(), file.getValue(), Map.of(), null));
    }

    /** The stamp with which a source finds a file. */
    public Stamp stamp(SessionSource source, Path file) {
        return Objects.requireNonNull(Finds.of(source, home, Map.of()).files().get(file), file.toString());
    }

    /** The one session of a reading that had no problems. */
    public static SessionReading session(Reading reading) {
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.good()).isTrue();
        assertThat(reading.sessions()).hasSize(1);
        return reading.sessions().get(0);
    }

    /** Each claim as a line: kind, status, time, text, and the details that are set. */
    public static List<String> claims(SessionReading session) {
        return session.claims().stream().map(AgentHome::line).toList();
    }

    private static String line(Claim claim) {
        Claim.Details details = claim.details();
        String said = Stream.of(details.activeForm(), details.priority(), details.note())
                .filter(Objects::nonNull)
                .map(detail -> " (" + detail + ")")
                .collect(Collectors.joining());
        return claim.kind() + " " + claim.status().word() + " " + claim.at() + " " + claim.text() + said;
    }

    /** Every file below the home directory, to see that reading leaves nothing behind. */
    public List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.map(file -> home.relativize(file) + " " + time(file))
                    .sorted()
                    .toList();
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
