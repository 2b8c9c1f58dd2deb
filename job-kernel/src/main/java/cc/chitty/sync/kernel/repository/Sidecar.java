package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the state directory knows of its database without opening it.
 *
 * @param id of the database; see the table {@code repository_identity}
 * @param lastRun the highest run (job execution) id which the database has been seen to hold; 0 for none
 * @param size bytes of the file when this was written; 0 on a server
 * @param compacted bytes of the file after it was last compacted; 0 where it never was
 * @param forgotten runs up to this id may be missing in it, and that was told; 0 for none
 */
record Sidecar(String id, long lastRun, long size, long compacted, long forgotten) {

    Sidecar(String id, long lastRun, long size, long forgotten) {
        this(id, lastRun, size, 0, forgotten);
    }

    /** The highest run that may be missing in it without anything to be told. */
    long known() {
        return Math.max(lastRun, forgotten);
    }

    /** Empty where there is none, and where it is not readable as one: both leave us knowing nothing. */
    static Optional<Sidecar> read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(path)));
            return Optional.of(new Sidecar(
                    required(properties, "database.id"),
                    Long.parseLong(required(properties, "last.run")),
                    Long.parseLong(required(properties, "size")),
                    Long.parseLong(properties.getProperty("compacted", "0")),
                    Long.parseLong(properties.getProperty("forgotten", "0"))));
        } catch (IllegalArgumentException | MalformedInputException damaged) {
            return Optional.empty();
        }
    }

    private static String required(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    void write(Path path) {
        DurableFile.replace(path, text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return "database.id=" + id + "\nlast.run=" + lastRun + "\nsize=" + size + "\ncompacted=" + compacted
                + "\nforgotten=" + forgotten + "\n";
    }
}
