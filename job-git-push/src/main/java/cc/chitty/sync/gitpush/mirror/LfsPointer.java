package cc.chitty.sync.gitpush.mirror;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a commit for a file in Git LFS, see its {@code docs/spec.md}.
 *
 * @param digest SHA-256 of the content, 64 hexadecimal digits
 * @param size bytes
 */
record LfsPointer(String digest, long size) {

    private static final Pattern TEXT = Pattern.compile(
            "version https://git-lfs\\.github\\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize ([0-9]{1,18})\n");

    /** Empty for what is no pointer. */
    static Optional<LfsPointer> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LfsPointer(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    String text() {
        return "version https://git-lfs.github.com/spec/v1\noid sha256:" + digest + "\nsize " + size + "\n";
    }
}
