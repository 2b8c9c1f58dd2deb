package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JsonLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one file lists, by agent session: {@code {"<session>":["<project>","<content>","<saying>",...]}}.
 */
record Listings(Map<String, Listing> bySession) {

    static final Listings NONE = new Listings(Map.of());

    /**
     * What one file lists for one session.
     *
     * @param project under which these claims were made; empty where each content decided by itself
     * @param said by compared content, what was said of it last, see {@link SaidOnce}
     */
    record Listing(String project, Map<String, String> said) {

        static final Listing NONE = new Listing("", Map.of());

        Listing {
            said = Map.copyOf(said);
        }

        List<String> contents() {
            return said.keySet().stream().sorted().toList();
        }
    }

    Listings {
        bySession = Map.copyOf(bySession);
    }

    Map<String, List<String>> contents() {
        return bySession.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, listed -> listed.getValue().contents()));
    }

    String text() {
        JsonLine line = JsonLine.begin();
        new TreeMap<>(bySession).forEach((session, listing) -> {
            line.beginArray(session).element(listing.project);
            new TreeMap<>(listing.said)
                    .forEach((content, saying) -> line.element(content).element(saying));
            line.endArray();
        });
        return new String(line.end(), StandardCharsets.UTF_8);
    }

    static Listings read(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Map<String, Listing> listed = new TreeMap<>();
        try (JsonParser parser = JsonLine.parser(bytes, 0, bytes.length)) {
            parser.nextToken();
            for (String session = parser.nextName(); session != null; session = parser.nextName()) {
                parser.nextToken();
                listed.put(session, listing(parser));
            }
        }
        return new Listings(listed);
    }

    private static Listing listing(JsonParser parser) {
        String project = parser.nextStringValue();
        Map<String, String> said = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            said.put(parser.getString(), parser.nextStringValue());
        }
        return new Listing(project, said);
    }

    /**
     * The same with everything listed, but nothing said of what is not in the journal.
     *
     * @param has tells of a session and a content whether the journal has it
     */
    Listings without(BiPredicate<String, String> has) {
        Map<String, Listing> all = new TreeMap<>();
        bySession.forEach((session, listing) -> {
            Map<String, String> said = new TreeMap<>(listing.said);
            said.replaceAll((content, saying) -> has.test(session, content) ? saying : "");
            all.put(session, new Listing(listing.project, said));
        });
        return new Listings(all);
    }

    /** The same with these contents listed, but nothing said of them. */
    Listings unsaid(String session, Set<String> contents) {
        Map<String, Listing> all = new TreeMap<>(bySession);
        all.computeIfPresent(session, (id, listing) -> {
            Map<String, String> said = new TreeMap<>(listing.said);
            said.replaceAll((content, saying) -> contents.contains(content) ? "" : saying);
            return new Listing(listing.project, said);
        });
        return new Listings(all);
    }

    /** How a session's name stands in {@link #text}. */
    static String quoted(String session) {
        byte[] object = JsonLine.begin().text(session, "").end();
        String text = new String(object, StandardCharsets.UTF_8);
        return text.substring(1, text.length() - "\"\"}".length());
    }
}
