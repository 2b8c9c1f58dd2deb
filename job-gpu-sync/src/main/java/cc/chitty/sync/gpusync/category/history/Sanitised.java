package cc.chitty.sync.gpusync.category.history;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

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
    private static final String GONE = "[REDACTED:private-key]\n";
    /** Longer than any key; then it was none. */
    private static final int MOST_ENTRIES = 400;

    /** A history without its secrets. Read whole: it has some megabytes at most. */
    public InputStream of(TreePath path, InputStream content) throws IOException {
        String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        return new ByteArrayInputStream(of(HistoryFormat.of(path), text).getBytes(StandardCharsets.ISO_8859_1));
    }

    String of(HistoryFormat format, String text) {
        StringBuilder left = new StringBuilder(text.length());
        int inKey = 0;
        for (HistoryEntry entry : format.parse(text)) {
            if (inKey > 0) {
                inKey = entry.text().contains(END) ? 0 : inKey - 1;
            } else if (opensKey(entry.text())) {
                left.append(GONE);
                inKey = MOST_ENTRIES;
            } else {
                left.append(secrets.redact(entry.text()).text());
            }
        }
        return left.toString();
    }

    private static boolean opensKey(String text) {
        int begin = text.indexOf(BEGIN);
        return begin >= 0 && text.indexOf(KEY, begin) > 0 && text.indexOf(END, begin) < 0;
    }
}
