package cc.chitty.sync.gpusync.manifest;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A path below the root of a tree, valid on both sides: names joined by {@code /}, none of them empty, {@code .}, {@code ..}
 * or with a NUL. The root itself is {@link #ROOT}. Names are kept as they are on disk; {@link #key} compares them.
 *
 * <p>The order puts a directory directly before everything below it.
 */
public record TreePath(String text) implements Comparable<TreePath> {

    public static final TreePath ROOT = new TreePath("");

    /**
     * Bytes (UTF-8) of the longest path that is synced. A root, a staging directory or a snapshot comes before it, and Linux takes no
     * path of more than 4,096 in one call.
     */
    public static final int MOST_BYTES = 3_000;

    private static final int BYTES_OF_A_CHAR = 3;

    public TreePath {
        if (!isPath(text)) {
            throw new IllegalArgumentException("not a path below a root: '" + text + "'");
        }
    }

    /** Whether a text, as from another machine, is such a path. */
    public static boolean isPath(String text) {
        if (text.isEmpty()) {
            return true;
        }
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('/', start);
            end = end < 0 ? text.length() : end;
            if (!isName(text, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return text.indexOf('\0') < 0;
    }

    private static boolean isName(String text, int start, int end) {
        return switch (end - start) {
            case 0 -> false;
            case 1 -> text.charAt(start) != '.';
            case 2 -> !(text.charAt(start) == '.' && text.charAt(start + 1) == '.');
            default -> true;
        };
    }

    public boolean isRoot() {
        return text.isEmpty();
    }

    /** The last name; empty for the root. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The directory it is in; the root's is the root. */
    public TreePath parent() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? ROOT : new TreePath(text.substring(0, slash));
    }

    public TreePath child(String name) {
        return new TreePath(isRoot() ? name : text + "/" + name);
    }

    /** Whether it is somewhere below another; not that one itself. */
    public boolean isBelow(TreePath other) {
        return other.isRoot()
                ? !isRoot()
                : text.length() > other.text.length()
                        && text.charAt(other.text.length()) == '/'
                        && text.startsWith(other.text);
    }

    /** Whether it is another or somewhere below it. */
    public boolean isIn(TreePath directory) {
        return equals(directory) || isBelow(directory);
    }

    /** Whether it has more than {@link #MOST_BYTES}. */
    public boolean isTooLong() {
        return text.length() > MOST_BYTES / BYTES_OF_A_CHAR
                && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    /** The form in which two names are the same to a person: NFC. */
    public String key() {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    @Override
    public int compareTo(TreePath other) {
        int length = Math.min(text.length(), other.text.length());
        for (int i = 0; i < length; i++) {
            char a = text.charAt(i);
            char b = other.text.charAt(i);
            if (a != b) {
                return Integer.compare(a == '/' ? 0 : a, b == '/' ? 0 : b);
            }
        }
        return Integer.compare(text.length(), other.text.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
