package cc.chitty.sync.gpusync.category.git;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that git tracks though an ignore rule matches it, and that is not there.
 *
 * @param path below the working tree
 */
record IgnoredFile(ObjectName object, String path) {

    static final String WORD = "ignored ";

    private static final Pattern LINE =
            Pattern.compile(WORD + "[0-7]{6} ((?:[0-9a-f]{40}|[0-9a-f]{64})) [0-3]\t(.+)", Pattern.DOTALL);

    /** Those of which {@code finish.sh} tells; what else it tells is none. */
    static List<IgnoredFile> among(List<String> told) {
        return told.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(one -> new IgnoredFile(new ObjectName(one.group(1)), one.group(2)))
                .toList();
    }

    /** Whether a line can tell it. */
    boolean isNamable() {
        return path.indexOf('\n') < 0 && ExactText.isText(path);
    }

    /** For a person. */
    String shown() {
        return ExactText.shown(path).replace('\n', '?');
    }
}
