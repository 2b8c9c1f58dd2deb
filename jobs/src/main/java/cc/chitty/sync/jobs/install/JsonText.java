package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.install.JsonNode.Child;
import cc.chitty.sync.jobs.install.JsonNode.Kind;
import cc.chitty.sync.kernel.json.JsonTrouble;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A JSON document of somebody else, with comments perhaps, changed by inserting and removing text: every byte that is not
 * ours stays as it is. New things come first in their object or array, where no trailing comma or comment is in the way.
 */
final class JsonText {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private final byte[] bytes;
    private final JsonNode root;

    private JsonText(byte[] bytes, JsonNode root) {
        this.bytes = bytes;
        this.root = root;
    }

    /**
     * Reads a document, which has to be one object.
     *
     * @throws IllegalArgumentException for what is not, with the reason
     */
    static JsonText parse(byte[] bytes) {
        requireUtf8(bytes);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || bytes[start(parser)] != '{') {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            JsonNode root = node(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return new JsonText(bytes, root);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(JsonTrouble.inDocument(e));
        }
    }

    /** Jackson would read UTF-16 and UTF-32 as well, and count bytes that are not there. */
    private static void requireUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean isText = !decoder.decode(rest, text, true).isError();
        text.flip();
        if (!isText || text.chars().anyMatch(c -> c == 0)) {
            long line = 1
                    + text.chars().takeWhile(c -> c != 0).filter(c -> c == '\n').count();
            throw new IllegalArgumentException("it is not UTF-8 (line " + line + ")");
        }
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    private static JsonNode node(JsonParser parser) {
        int start = start(parser);
        JsonToken token = parser.currentToken();
        if (!token.isStructStart()) {
            String text = token == JsonToken.VALUE_STRING ? parser.getString() : null;
            // the parser has looked at the byte behind a number
            int end = token.isNumeric() ? start + parser.getString().length() : end(parser);
            return new JsonNode(Kind.SCALAR, start, end, List.of(), text);
        }
        List<Child> children = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); !next.isStructEnd(); next = parser.nextToken()) {
            int at = start(parser);
            String name = "";
            if (next == JsonToken.PROPERTY_NAME) {
                name = parser.currentName();
                parser.nextToken();
            }
            children.add(new Child(name, at, node(parser)));
        }
        Kind kind = token == JsonToken.START_OBJECT ? Kind.OBJECT : Kind.ARRAY;
        return new JsonNode(kind, start, end(parser), List.copyOf(children), null);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Optional<JsonNode> at(String... path) {
        Optional<JsonNode> node = Optional.of(root);
        for (String name : path) {
            node = node.flatMap(found -> found.member(name)).map(Child::value);
        }
        return node;
    }

    String source(JsonNode node) {
        return new String(bytes, node.start(), node.end() - node.start(), StandardCharsets.UTF_8);
    }

    /** The document with a first element more in the array {@code parent.name}, both of which are made where missing. */
    JsonText withElement(String parent, String name, String element) {
        Optional<JsonNode> array = at(parent, name);
        if (array.isPresent()) {
            return insert(require(array.get(), Kind.ARRAY, name), 2, element);
        }
        return withMember(parent, name, "[" + element + "]");
    }

    /** The document with the member {@code parent.name}, in the place of one that is there. */
    JsonText withMember(String parent, String name, String value) {
        Optional<JsonNode> object = at(parent);
        if (object.isEmpty()) {
            return insert(root, 0, quoted(parent) + ": {" + quoted(name) + ": " + value + "}");
        }
        JsonNode in = require(object.get(), Kind.OBJECT, parent);
        Optional<Child> old = in.member(name);
        return old.isPresent() ? replaced(old.get().value(), value) : insert(in, 1, quoted(name) + ": " + value);
    }

    /** The document without those elements of the array, which is found again after each change. */
    JsonText withoutElements(Function<JsonText, Optional<JsonNode>> array, Predicate<JsonNode> which) {
        JsonText text = this;
        int count = array.apply(this).map(node -> node.children().size()).orElse(0);
        for (int i = count - 1; i >= 0; i--) {
            JsonNode in = array.apply(text).orElseThrow();
            if (which.test(in.children().get(i).value())) {
                text = text.without(in, i);
            }
        }
        return text;
    }

    JsonText withoutMember(JsonNode object, String name) {
        for (int i = 0; i < object.children().size(); i++) {
            if (object.children().get(i).name().equals(name)) {
                return without(object, i);
            }
        }
        return this;
    }

    JsonNode root() {
        return root;
    }

    /** Whether an object or array has neither children nor comments. */
    boolean isEmpty(JsonNode node) {
        return node.children().isEmpty() && !hasComment(node);
    }

    /** Whether the document says nothing at all. */
    boolean isEmpty() {
        return root.children().isEmpty() && !new JsonCut(bytes).hasComment(0, bytes.length);
    }

    boolean hasComment(JsonNode node) {
        return new JsonCut(bytes).hasComment(node.start(), node.end());
    }

    /** The document with another text in the place of a value. */
    JsonText replaced(JsonNode node, String source) {
        return spliced(node.start(), node.end(), source);
    }

    private JsonText without(JsonNode in, int index) {
        return parse(new JsonCut(bytes).without(in, index));
    }

    private JsonText insert(JsonNode in, int depth, String text) {
        if (in.children().isEmpty()) {
            String line = root.children().isEmpty() || gap(root).contains("\n") ? "\n" : "";
            String unit = line.isEmpty() ? "" : unit();
            return spliced(
                    in.start() + 1,
                    in.start() + 1,
                    line + unit.repeat(depth + 1) + text + tail(in, line + unit.repeat(depth)));
        }
        return spliced(in.start() + 1, in.start() + 1, gap(in) + text + ",");
    }

    /** What has to follow a first child: the line break before the bracket, where there is none. */
    private String tail(JsonNode in, String usual) {
        return in.end() - in.start() == 2 ? usual : "";
    }

    /** The white space before the first child, or before the comment that comes first. */
    private String gap(JsonNode in) {
        int from = in.start() + 1;
        int to = in.children().get(0).start();
        String between = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return between.isBlank()
                ? between
                : between.substring(0, between.length() - between.stripLeading().length());
    }

    private String unit() {
        String gap = root.children().isEmpty() ? "" : gap(root);
        String indent = gap.substring(gap.lastIndexOf('\n') + 1);
        return indent.isEmpty() ? "  " : indent;
    }

    private JsonText spliced(int from, int to, String text) {
        byte[] middle = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(middle, 0, all, from, middle.length);
        System.arraycopy(bytes, to, all, from + middle.length, bytes.length - to);
        return parse(all);
    }

    private static JsonNode require(JsonNode node, Kind kind, String name) {
        if (node.kind() != kind) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not an " + kind.name().toLowerCase(Locale.ROOT));
        }
        return node;
    }

    static String quoted(@Nullable String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
