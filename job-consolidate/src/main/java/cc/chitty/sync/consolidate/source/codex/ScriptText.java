package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.codex.LiteralReader.NotLiteral;

/** A JavaScript text and a place in it; knows blanks, comments, strings and words. */
final class ScriptText {

    private static final char END = '\0';

    private final String text;
    private int place;

    ScriptText(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return place >= text.length();
    }

    /** The character at the place, NUL behind the end. */
    char peek() {
        return isAtEnd() ? END : text.charAt(place);
    }

    char next() {
        char c = peek();
        place++;
        return c;
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static boolean isWordPart(char c) {
        return Character.isJavaIdentifierPart(c) && c != END;
    }

    void expect(char wanted) throws NotLiteral {
        if (next() != wanted) {
            throw new NotLiteral("expected " + wanted);
        }
    }

    /** Blanks are passed over; then the character, if it is there. */
    boolean takes(char wanted) throws NotLiteral {
        skipBlanks();
        boolean there = peek() == wanted;
        if (there) {
            place++;
        }
        return there;
    }

    /** White space and comments. */
    void skipBlanks() throws NotLiteral {
        while (!isAtEnd()) {
            if (Character.isWhitespace(peek()) || peek() == '\u00a0' || peek() == '\ufeff') {
                place++;
            } else if (text.startsWith("//", place)) {
                int end = text.indexOf('\n', place);
                place = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", place)) {
                place = after("*/", place + 2);
            } else {
                return;
            }
        }
    }

    private int after(String end, int from) throws NotLiteral {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw new NotLiteral("an open comment");
        }
        return found + end.length();
    }

    /** A name, number or reserved word with its sign and point; one other character where there is none. */
    String word() {
        int start = place;
        while (isWordPart(peek()) || peek() == '-' || peek() == '.') {
            place++;
        }
        if (place == start && !isAtEnd()) {
            place++;
        }
        return text.substring(start, place);
    }

    /** A name alone, without sign and point; empty where there is none. */
    String name() {
        int start = place;
        while (isWordPart(peek())) {
            place++;
        }
        return text.substring(start, place);
    }

    /** A string or a template without substitutions. */
    String string() throws NotLiteral {
        char quote = next();
        StringBuilder string = new StringBuilder();
        while (peek() != quote) {
            refuseEnd(quote);
            if (peek() == '\\') {
                place++;
                escape(string);
            } else {
                string.append(next());
            }
        }
        place++;
        return string.toString();
    }

    private void refuseEnd(char quote) throws NotLiteral {
        boolean lineEnds = quote != '`' && peek() == '\n';
        if (isAtEnd() || lineEnds) {
            throw new NotLiteral("an open string");
        }
        if (quote == '`' && text.startsWith("${", place)) {
            throw new NotLiteral("a template with a substitution");
        }
    }

    private void escape(StringBuilder string) throws NotLiteral {
        char c = next();
        int simple = "nrtbfv".indexOf(c);
        if (simple >= 0) {
            string.append("\n\r\t\b\f\u000b".charAt(simple));
        } else if (c == 'u') {
            string.appendCodePoint(unicode());
        } else if (c == 'x') {
            string.append((char) hexadecimal(2));
        } else if (c >= '0' && c <= '9') {
            throw new NotLiteral("an octal escape");
        } else if (c != '\n') {
            string.append(c);
        }
    }

    private int unicode() throws NotLiteral {
        if (peek() != '{') {
            return hexadecimal(4);
        }
        int end = text.indexOf('}', place);
        place++;
        int point = hexadecimal(Math.max(0, end - place));
        place++;
        return point;
    }

    private int hexadecimal(int digits) throws NotLiteral {
        String hex = text.substring(place, Math.min(text.length(), place + digits));
        if (hex.length() != digits || !hex.matches("[0-9A-Fa-f]{1,6}")) {
            throw new NotLiteral("a malformed escape");
        }
        place += digits;
        int point = Integer.parseInt(hex, 16);
        if (!Character.isValidCodePoint(point)) {
            throw new NotLiteral("no code point");
        }
        return point;
    }
}
