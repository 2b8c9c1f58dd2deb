package cc.chitty.sync.consolidate.source.codex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JavaScript value that consists of nothing but literals: objects with bare or quoted keys, arrays, strings in
 * single or double quotes, templates without {@code ${}}, numbers, {@code true}, {@code false}, {@code null} and
 * {@code undefined}; with trailing commas and comments. Anything else is {@link NotLiteral}: names, calls, operators,
 * spreads and computed keys could mean anything.
 */
final class LiteralReader {

    private static final int DEEPEST = 32;

    private final ScriptText text;

    LiteralReader(ScriptText text) {
        this.text = text;
    }

    /** The script says more than literals can; it is ignored, as a plan that nobody can know. */
    static final class NotLiteral extends Exception {
        NotLiteral(String what) {
            super(what);
        }
    }

    /** {@code undefined} and {@code null}: no value, and no key of the map that holds it. */
    private static final Object NOTHING = new Object();

    /** The object at the place of the text, which then stands behind it: maps, lists, strings, numbers and booleans. */
    Map<String, Object> object() throws NotLiteral {
        return object(0);
    }

    private Object value(int depth) throws NotLiteral {
        if (depth > DEEPEST) {
            throw new NotLiteral("nested deeper than " + DEEPEST);
        }
        text.skipBlanks();
        char first = text.peek();
        if (first == '{') {
            return object(depth);
        }
        if (first == '[') {
            return array(depth);
        }
        return ScriptText.isQuote(first) ? text.string() : word(text.word());
    }

    private static Object word(String word) throws NotLiteral {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null", "undefined" -> NOTHING;
            default -> number(word);
        };
    }

    private static Object number(String word) throws NotLiteral {
        if (!word.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
            throw new NotLiteral("no literal: " + word);
        }
        return Double.valueOf(word);
    }

    private Map<String, Object> object(int depth) throws NotLiteral {
        text.expect('{');
        Map<String, Object> object = new LinkedHashMap<>();
        while (!text.takes('}')) {
            String key = key();
            text.skipBlanks();
            text.expect(':');
            Object value = value(depth + 1);
            put(object, key, value);
            separator('}');
        }
        return object;
    }

    private static void put(Map<String, Object> object, String key, Object value) throws NotLiteral {
        if (value != NOTHING && object.put(key, value) != null) {
            throw new NotLiteral("two values of one key");
        }
    }

    private String key() throws NotLiteral {
        text.skipBlanks();
        char first = text.peek();
        if (first == '"' || first == '\'') {
            return text.string();
        }
        String word = text.word();
        if (!word.matches("[A-Za-z_$][A-Za-z0-9_$]*")) {
            throw new NotLiteral("no plain key: " + word);
        }
        return word;
    }

    private List<Object> array(int depth) throws NotLiteral {
        text.expect('[');
        List<Object> array = new ArrayList<>();
        while (!text.takes(']')) {
            array.add(value(depth + 1));
            separator(']');
        }
        return array;
    }

    /** A comma, or the end still to come. */
    private void separator(char end) throws NotLiteral {
        text.skipBlanks();
        if (text.peek() != end) {
            text.expect(',');
        }
        text.skipBlanks();
    }
}
