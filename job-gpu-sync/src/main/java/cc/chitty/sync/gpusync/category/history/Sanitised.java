package cc.chitty.sync.gpusync.category.history;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.secret.KeyText;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes secrets out of a history, entry by entry, so that what becomes of an entry does not depend on those around it. A
 * private key that was typed or pasted over several entries goes as a whole. Done twice it is the same as done once.
 *
 * @param secrets which texts are secrets
 */
public record Sanitised(SecretFilter secrets) {

    private static final String GONE = "[REDACTED:private-key]";

    /** What stands between the first and the last line of a key, typed or pasted line by line. */
    private static final Pattern OF_KEY =
            Pattern.compile("(?:: \\d+:\\d+;|#\\d+\\n)?(?:([A-Za-z0-9+/=]*)|[A-Za-z][A-Za-z-]*: [^\\n]*)\\s*");
    /** Shorter ones may be commands, where no last line follows. */
    private static final int LINE_OF_KEY = 32;

    /** Up to the end of the line where the line was cut: then it is no object, and its secret is one all the same. */
    private static final Pattern STRING = Pattern.compile("(?s)\"((?:[^\"\\\\]|\\\\.)*+)(\"|\\\\?\\z)");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A history without its secrets. Read whole: it has some megabytes at most. */
    public InputStream of(TreePath path, InputStream content) throws IOException {
        String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        return new ByteArrayInputStream(of(HistoryFormat.of(path), text).getBytes(StandardCharsets.ISO_8859_1));
    }

    String of(HistoryFormat format, String text) {
        List<HistoryEntry> entries = format.parse(text);
        StringBuilder left = new StringBuilder(text.length());
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i).text();
            if (format == HistoryFormat.JSON) {
                left.append(ofObject(entry));
            } else if (KeyText.opened(entry) >= 0) {
                left.append(GONE).append('\n');
                i = lastOfKey(entries, i);
            } else {
                left.append(secrets.redact(entry).text());
            }
        }
        return left.toString();
    }

    /** An object stays one: each of its strings by itself, as it reads without its escapes. What is none is a line of text. */
    private String ofObject(String line) {
        return line.startsWith("{")
                ? STRING.matcher(line).replaceAll(found -> Matcher.quoteReplacement(ofString(found)))
                : secrets.redact(line).text();
    }

    private String ofString(MatchResult found) {
        String literal = found.group();
        if (!found.group(2).equals("\"")) {
            return secrets.redact(literal).text();
        }
        String text;
        try {
            text = literal.indexOf('\\') < 0 ? found.group(1) : MAPPER.readValue(literal, String.class);
        } catch (JacksonException e) {
            return secrets.redact(literal).text(); // the line is no JSON, and no agent reads it
        }
        int opened = KeyText.opened(text);
        String kept = opened >= 0 ? text.substring(0, opened) + GONE : text;
        String left = secrets.redact(kept).text();
        return left.equals(text) ? literal : MAPPER.writeValueAsString(left);
    }

    /** Where a key ends that begins in an entry: at its last line, or before what is none of it. */
    private static int lastOfKey(List<HistoryEntry> entries, int first) {
        int last = first;
        boolean whole = true;
        for (int i = first + 1; i < entries.size(); i++) {
            String text = entries.get(i).text();
            if (KeyText.closes(text)) {
                return i;
            }
            Matcher line = OF_KEY.matcher(text);
            if (!line.matches()) {
                return last;
            }
            whole &= line.group(1) != null && line.group(1).length() >= LINE_OF_KEY;
            last = whole ? i : last;
        }
        return last;
    }
}
