package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.Problem;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes the one JSON object of a command, as it goes: a list of any length needs no memory. Nulls are left out. */
public final class Json {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes the object and a line feed. */
    static void write(PrintStream out, Consumer<Json> content) {
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            content.accept(new Json(generator));
            generator.writeEndObject();
        }
        out.print('\n');
    }

    public Json text(String name, @Nullable String value) {
        if (value != null) {
            generator.writeStringProperty(name, value);
        }
        return this;
    }

    public Json time(String name, @Nullable Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    public Json number(String name, long value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    public Json seconds(String name, double value) {
        generator.writeNumberProperty(name, Math.round(value * 1000) / 1000.0);
        return this;
    }

    public Json flag(String name, boolean value) {
        generator.writeBooleanProperty(name, value);
        return this;
    }

    public Json counts(String name, Map<String, Long> counts) {
        return object(name, json -> new TreeMap<>(counts).forEach(json::number));
    }

    public Json object(String name, Consumer<Json> content) {
        generator.writeObjectPropertyStart(name);
        content.accept(this);
        generator.writeEndObject();
        return this;
    }

    public Json texts(String name, List<String> values) {
        generator.writeArrayPropertyStart(name);
        values.forEach(generator::writeString);
        generator.writeEndArray();
        return this;
    }

    /** An array of objects. */
    public <T> Json list(String name, Iterable<T> values, Consumer<T> each) {
        return array(name, () -> values.forEach(value -> element(() -> each.accept(value))));
    }

    /** An array whose elements {@link #element} writes while this runs. */
    public Json array(String name, Runnable content) {
        generator.writeArrayPropertyStart(name);
        content.run();
        generator.writeEndArray();
        return this;
    }

    public void element(Runnable content) {
        generator.writeStartObject();
        content.run();
        generator.writeEndObject();
    }

    public Json problems(List<Problem> problems) {
        return list(
                "problems", problems, problem -> text("where", problem.where()).text("what", problem.what()));
    }
}
