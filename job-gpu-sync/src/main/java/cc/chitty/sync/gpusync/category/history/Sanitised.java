package cc.chitty.sync.gpusync.category.history;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private static final String BEGIN = "-----BEGIN ";
    private static final String KEY = "PRIVATE KEY-----";
    private static final String END = "-----END ";
    private static final String GONE = "[REDACTED:private-key]";

    /** What stands between the first and the last line of a key, typed or pasted line by line. */
    private static final Pattern OF_KEY =
            Pattern.compile("(?:: \\d+:\\d+;|#\\d+\\n)?(?:([A-Za-z0-9+/=]*)|[A-Za-z][A-Za-z-]*: [^\\n]*)\\s*");
    /** Shorter ones may be commands, where no last line follows. */
    private static final int LINE_OF_KEY = 32;

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
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
            } else if (opensKey(entry)) {
                left.append(GONE).append('\n');
                i = lastOfKey(entries, i);
            } else {
                left.append(secrets.redact(entry).text());
            }
        }
        return left.toString();
    }

    /** An object stays one: each of its strings by itself, as it reads without its escapes. */
    private String ofObject(String line) {
        return secrets.redact(line).foundSecrets() || line.contains(BEGIN) || line.indexOf('\\') >= 0
                ? STRING.matcher(line).replaceAll(found -> Matcher.quoteReplacement(ofString(found.group())))
                : line;
    }

    private String ofString(String literal) {
        String text;
        try {
            text = MAPPER.readValue(literal, String.class);
        } catch (JacksonException e) {
            return secrets.redact(literal).text(); // the line is no JSON, and no agent reads it
        }
        String kept = opensKey(text) ? text.substring(0, text.indexOf(BEGIN)) + GONE : text;
        String left = secrets.redact(kept).text();
        return left.equals(text) ? literal : MAPPER.writeValueAsString(left);
    }

    private static boolean opensKey(String text) {
        int begin = text.indexOf(BEGIN);
        return begin >= 0 && text.indexOf(KEY, begin) > 0 && text.indexOf(END, begin) < 0;
    }

    /** Where a key ends that begins in an entry: at its last line, or before what is none of it. */
    private static int lastOfKey(List<HistoryEntry> entries, int first) {
        int last = first;
        boolean whole = true;
        for (int i = first + 1; i < entries.size(); i++) {
            String text = entries.get(i).text();
            if (text.contains(END)) {
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
