package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.source.SessionReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The compared contents that one file lists, by agent session: {@code {"<session>":["<content>",...]}}. */
record Listings(Map<String, List<String>> bySession) {

    static final Listings NONE = new Listings(Map.of());

    Listings {
        bySession = Map.copyOf(bySession);
    }

    static Listings of(List<SessionReading> readings) {
        Map<String, List<String>> listed = new TreeMap<>();
        for (SessionReading reading : readings) {
            listed.put(reading.id(), reading.listed());
        }
        return new Listings(listed);
    }

    /** What an incremental reading leaves: the sessions it speaks of are replaced, the others stay. */
    Listings with(List<SessionReading> readings) {
        Map<String, List<String>> listed = new TreeMap<>(bySession);
        listed.putAll(of(readings).bySession);
        return new Listings(listed);
    }

    String text() {
        JsonLine line = JsonLine.begin();
        new TreeMap<>(bySession).forEach((session, contents) -> {
            line.beginArray(session);
            contents.forEach(line::element);
            line.endArray();
        });
        return new String(line.end(), StandardCharsets.UTF_8);
    }

    static Listings read(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> listed = new TreeMap<>();
        try (JsonParser parser = JsonLine.parser(bytes, 0, bytes.length)) {
            parser.nextToken();
            for (String session = parser.nextName(); session != null; session = parser.nextName()) {
                parser.nextToken();
                List<String> contents = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    contents.add(parser.getString());
                }
                listed.put(session, contents);
            }
        }
        return new Listings(listed);
    }

    /** How a session's name stands in {@link #text}. */
    static String quoted(String session) {
        byte[] object = JsonLine.begin().text(session, "").end();
        String text = new String(object, StandardCharsets.UTF_8);
        return text.substring(1, text.length() - "\"\"}".length());
    }
}
