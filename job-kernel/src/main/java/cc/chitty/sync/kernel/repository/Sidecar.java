package cc.chitty.sync.kernel.repository;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What the state directory knows of its database without opening it.
 *
 * @param id of the database; see the table {@code repository_identity}
 * @param lastRun the highest run (job execution) id which the database has been seen to hold; 0 for none
 * @param size bytes of the file when this was written; 0 on a server
 */
record Sidecar(String id, long lastRun, long size) {

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
                    Long.parseLong(required(properties, "size"))));
        } catch (IllegalArgumentException | java.nio.charset.MalformedInputException damaged) {
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

    /** Replaces the file so that a crash leaves the old one or the new one, and neither is forgotten at a power cut. */
    void write(Path path) throws IOException {
        Path directory = path.resolveSibling(".");
        Path temporary = Files.createTempFile(directory, ".repository.", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            force(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void force(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private String text() {
        return "database.id=" + id + "\nlast.run=" + lastRun + "\nsize=" + size + "\n";
    }
}
