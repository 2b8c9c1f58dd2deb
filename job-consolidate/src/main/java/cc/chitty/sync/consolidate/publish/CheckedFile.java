package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.kernel.state.PropertiesFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Names and values in a file that has a checksum of them: what a damaged one says is not believed, nor does it stop anybody. */
final class CheckedFile {

    private static final String CHECK = "check";

    /** One of these has a file that is from before there was a checksum. */
    private static final List<String> BEFORE = List.of("format", "id");

    private CheckedFile() {}

    /**
     * What a file says.
     *
     * @param values none where there is no file, and where it is damaged
     * @param defect what is wrong with it; null if nothing is
     */
    record Content(Map<String, String> values, @Nullable String defect) {

        private static final Content NONE = new Content(Map.of(), null);

        Content {
            values = Map.copyOf(values);
        }

        private static Content damaged(String defect) {
            return new Content(Map.of(), defect);
        }
    }

    static byte[] bytes(Map<String, String> values) {
        Map<String, String> checked = new TreeMap<>(values);
        checked.put(CHECK, checksum(values));
        return PropertiesFile.bytes(checked);
    }

    /** Eight hexadecimal digits at most. */
    static String checksum(Map<String, String> values) {
        CRC32C checksum = new CRC32C();
        new TreeMap<>(values)
                .forEach((name, value) ->
                        checksum.update((name + "\n" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        return Long.toHexString(checksum.getValue());
    }

    static Content read(Path file) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Content.NONE;
        } catch (CharacterCodingException e) {
            return Content.damaged("it is not text");
        } catch (IllegalArgumentException e) {
            return Content.damaged("it is not a file of names and values");
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        String checksum = values.remove(CHECK);
        if (checksum == null) {
            boolean before = BEFORE.stream().anyMatch(values::containsKey);
            return before ? new Content(values, null) : Content.damaged("it has no checksum");
        }
        return checksum.equals(checksum(values))
                ? new Content(values, null)
                : Content.damaged("its checksum is not that of what it says");
    }
}
