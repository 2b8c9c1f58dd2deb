package cc.chitty.sync.gpusync.category.git;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that git tracks and that is not there, since no other category brings it: an ignore rule matches it, or the other side
 * leaves it out of its working tree.
 *
 * @param path below the working tree
 */
record IgnoredFile(ObjectName object, String path) {

    static final String WORD = "ignored ";

    /** Before what is not there for another reason. */
    static final String LACKING = "lacking ";

    private static final Pattern LINE =
            Pattern.compile("[0-7]{6} ((?:[0-9a-f]{40}|[0-9a-f]{64})) [0-3]\t(.+)", Pattern.DOTALL);

    /** Those of which {@code finish.sh} tells; what else it tells is none. */
    static List<IgnoredFile> among(List<String> told, String word) {
        return told.stream()
                .filter(it -> it.startsWith(word))
                .map(it -> LINE.matcher(it.substring(word.length())))
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
