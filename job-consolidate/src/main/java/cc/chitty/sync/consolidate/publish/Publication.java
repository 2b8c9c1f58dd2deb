package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What one merge prepared: files in the staging directory and where each goes.
 *
 * @param id the snapshot taken before it carries this name
 * @param merged names of the spool's files that are in it
 */
record Publication(String id, List<Part> parts, List<String> merged) {

    private static final String RECORD = "publication.properties";

    /** How a prepared file gets to its place. */
    enum Way {
        /** It takes the place of the old one. */
        REPLACE,
        /** It is added to the old one, which was {@code length} bytes long. */
        APPEND
    }

    /**
     * One prepared file.
     *
     * @param staged name in the staging directory
     * @param target path below the state directory
     * @param length of the target before; only of {@link Way#APPEND}
     */
    record Part(Way way, String staged, String target, long length) {}

    Publication {
        parts = List.copyOf(parts);
        merged = List.copyOf(merged);
    }

    /**
     * From here on the publication will be completed, by this run or by the next one.
     *
     * @param prepared all files it speaks of, to be durable before
     */
    void record(Path staging, Collection<Path> prepared) {
        Properties properties = new Properties();
        properties.setProperty("id", id);
        properties.setProperty("merged", String.join("/", merged));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String value = part.way + "\t" + part.staged + "\t" + part.target + "\t" + part.length;
            properties.setProperty("part." + i, value);
        }
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DurableFile.replace(
                staging.resolve(RECORD), text.toString().getBytes(StandardCharsets.UTF_8), prepared, List.of());
    }

    /** The publication that was recorded and is not complete. */
    static Optional<Publication> recorded(Path staging) throws IOException {
        Path record = staging.resolve(RECORD);
        if (!Files.exists(record)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(record)));
        List<Part> parts = new ArrayList<>();
        for (int i = 0; properties.containsKey("part." + i); i++) {
            parts.add(part(properties.getProperty("part." + i)));
        }
        String merged = properties.getProperty("merged");
        return Optional.of(new Publication(
                properties.getProperty("id"), parts, merged.isEmpty() ? List.of() : List.of(merged.split("/"))));
    }

    static void forget(Path staging) {
        DurableFile.delete(staging.resolve(RECORD));
    }

    private static Part part(String value) {
        String[] fields = value.split("\t", -1);
        return new Part(Way.valueOf(fields[0]), fields[1], fields[2], Long.parseLong(fields[3]));
    }
}
