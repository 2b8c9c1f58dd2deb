package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small sidecar files of names and values, in UTF-8, sorted and without a date: the same content gives the same bytes. */
public final class PropertiesFile {

    private PropertiesFile() {}

    public static byte[] bytes(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be full of I/O errors", e);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a file that is made anew anyway; empty if it is not there, and if it is not in this format. */
    public static Optional<SortedMap<String, String>> readIfWhole(Path file) {
        try {
            return read(file);
        } catch (Failure e) {
            if (e.category() == FailureCategory.DAMAGED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Reads a file; empty if it is not there.
     *
     * @throws Failure DAMAGED for what is not in this format
     */
    public static Optional<SortedMap<String, String>> read(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        } catch (IllegalArgumentException e) {
            String remedy = "Restore the file from a copy; if a person writes it, save it in UTF-8.";
            throw new Failure(FailureCategory.DAMAGED, "read " + file, String.valueOf(e.getMessage()), remedy, e);
        }
        return Optional.of(values(properties));
    }

    /** Letters that were read in another encoding than they were written would be other letters, and nobody would know. */
    private static String text(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer read = ByteBuffer.wrap(bytes);
        if (StandardCharsets.UTF_8.newDecoder().decode(read, text, true).isError()) {
            long lines = IntStream.range(0, read.position())
                    .filter(at -> bytes[at] == '\n')
                    .count();
            throw new IllegalArgumentException("line " + (lines + 1) + " is not in UTF-8");
        }
        return text.flip().toString();
    }

    private static SortedMap<String, String> values(Properties properties) {
        SortedMap<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name, "")));
        return values;
    }
}
