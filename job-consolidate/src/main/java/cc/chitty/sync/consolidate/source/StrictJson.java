package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.kernel.json.JsonTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads agents' JSON without guessing. Duplicate keys, anything after the document, bytes that are not UTF-8, nesting
 * deeper than 1,000 and an empty file are malformed: a file that was being written, or was cut by a crash, must never
 * pass for an empty list. A byte order mark is accepted.
 */
public final class StrictJson {

    /** The largest file that is read as one document, in bytes. */
    public static final int LARGEST = 64 << 20;

    private static final int DEEPEST = 1_000;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** A file's document and how many bytes it has. */
    public record Document(JsonNode root, long bytes) {

        /** The root, which has to be an array. */
        public JsonNode array() throws Malformed {
            return StrictJson.array(root, "the document");
        }

        /** The root, which has to be an object. */
        public JsonNode object() throws Malformed {
            return StrictJson.object(root, "the document");
        }
    }

    /** Reads a whole file as one document of at most {@link #LARGEST} bytes. */
    public static Document read(Path path) throws IOException, Malformed {
        byte[] bytes = bytes(path, LARGEST);
        return new Document(parse(bytes, 0, bytes.length), bytes.length);
    }

    static byte[] bytes(Path path, int largest) throws IOException, Malformed {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new Malformed("larger than " + largest + " bytes");
            }
            return bytes;
        }
    }

    /** Parses the bytes from {@code from} up to, not including, {@code to} as one document. */
    public static JsonNode parse(byte[] bytes, int from, int to) throws Malformed {
        return parse(decode(bytes, from, to));
    }

    /** Parses a text, such as the arguments of a call that are kept as a string, as one document. */
    public static JsonNode parse(String text) throws Malformed {
        String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (document.isBlank()) {
            throw new Malformed("empty");
        }
        try {
            return MAPPER.readTree(document);
        } catch (JacksonException e) {
            throw new Malformed("not valid JSON: " + JsonTrouble.inDocument(e));
        }
    }

    /** Writes what a source keeps for its next reading. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Reads it back; null where another version wrote something else, and everything is then read from the start. */
    public static <T> @Nullable T reread(@Nullable String written, Class<T> type) {
        if (written == null || written.isEmpty()) {
            return null;
        }
        try {
            return MAPPER.readValue(written, type);
        } catch (JacksonException e) {
            return null;
        }
    }

    public static JsonNode array(JsonNode node, String name) throws Malformed {
        return require(node.isArray(), node, name, "an array");
    }

    public static JsonNode object(JsonNode node, String name) throws Malformed {
        return require(node.isObject(), node, name, "an object");
    }

    /** The text of a string at {@code key}, or null where there is none or it is something else or blank. */
    public static @Nullable String text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }

    private static JsonNode require(boolean holds, JsonNode node, String name, String expected) throws Malformed {
        if (!holds) {
            throw new Malformed(name + " is not " + expected + " but " + kind(node));
        }
        return node;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case MISSING -> "missing";
        };
    }

    private static String decode(byte[] bytes, int from, int to) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("not valid UTF-8");
        }
    }
}
