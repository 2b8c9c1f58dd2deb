package cc.chitty.sync.consolidate.journal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** One JSON object as one line of bytes. The order of the properties is the order of the calls, so bytes are canonical. */
public final class JsonLine {

    /** Buffers kept by thread: a queue shared by all costs more than the short lines themselves. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8);

    private @Nullable Instant written;
    private String writtenText = "";

    private JsonLine() {
        generator.writeStartObject();
    }

    public static JsonLine begin() {
        return new JsonLine();
    }

    /** A parser over one line, which tolerates bytes behind the object's end, such as a joining comma. */
    public static JsonParser parser(byte[] array, int offset, int length) {
        return JSON.createParser(ObjectReadContext.empty(), array, offset, length);
    }

    /** A parser over a whole file. */
    public static JsonParser parser(Path file) {
        return JSON.createParser(ObjectReadContext.empty(), file);
    }

    public JsonLine text(String name, @Nullable String value) {
        if (value != null) {
            generator.writeStringProperty(name, value);
        }
        return this;
    }

    public JsonLine time(String name, @Nullable Instant value) {
        if (value != null && !value.equals(written)) { // most lines say the same time several times
            written = value;
            writtenText = Times.text(value);
        }
        return text(name, value == null ? null : writtenText);
    }

    /** Left out where it is {@code usual}. */
    public JsonLine number(String name, long value, long usual) {
        if (value != usual) {
            generator.writeNumberProperty(name, value);
        }
        return this;
    }

    public JsonLine number(String name, long value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    public JsonLine beginArray(String name) {
        generator.writeArrayPropertyStart(name);
        return this;
    }

    public JsonLine element(String value) {
        generator.writeString(value);
        return this;
    }

    public JsonLine beginElement() {
        generator.writeStartObject();
        return this;
    }

    public JsonLine endElement() {
        generator.writeEndObject();
        return this;
    }

    public JsonLine beginObject(String name) {
        generator.writeObjectPropertyStart(name);
        return this;
    }

    public JsonLine endArray() {
        generator.writeEndArray();
        return this;
    }

    /** The object without a line feed. */
    public byte[] end() {
        generator.writeEndObject();
        generator.close();
        return bytes.toByteArray();
    }

    /** The object with a line feed. */
    public byte[] endLine() {
        generator.writeEndObject();
        generator.close();
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
