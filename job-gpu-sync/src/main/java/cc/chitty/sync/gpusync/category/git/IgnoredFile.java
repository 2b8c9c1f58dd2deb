package cc.chitty.sync.gpusync.category.git;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that git tracks though an ignore rule matches it, and that is not there.
 *
 * @param path below the working tree; in quotes if a line cannot tell it
 */
record IgnoredFile(ObjectName object, String path) {

    static final String WORD = "ignored ";

    private static final Pattern LINE = Pattern.compile(WORD + "[0-7]{6} ((?:[0-9a-f]{40}|[0-9a-f]{64})) [0-3]\t(.+)");

    /** Those that lines of {@code finish.sh} tell; other lines are none. */
    static List<IgnoredFile> among(List<String> lines) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new IgnoredFile(new ObjectName(line.group(1)), line.group(2)))
                .toList();
    }

    boolean isNamable() {
        return !path.startsWith("\"") && ExactText.isText(path);
    }
}
