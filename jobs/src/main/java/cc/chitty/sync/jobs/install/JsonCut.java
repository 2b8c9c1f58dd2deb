package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.install.JsonNode.Child;
import java.util.Arrays;
import java.util.List;

/**
 * Takes one child and one comma out of a JSON document, and the white space before the child. All comments around it stay: a
 * person wrote them, about what is beside it.
 */
final class JsonCut {

    private final byte[] bytes;

    JsonCut(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The document without a child of that object or array. */
    byte[] without(JsonNode in, int index) {
        List<Child> all = in.children();
        int end = all.get(index).value().end();
        boolean isLast = index == all.size() - 1;
        int before = index == 0 ? in.start() + 1 : all.get(index - 1).value().end();
        if (!isLast) {
            int comma = comma(end);
            boolean breaks = breaks(end, blankEnd(blankEnd(end) == comma ? comma + 1 : end));
            return cut(begin(before, all.get(index).start(), breaks), end, comma, comma + 1);
        }
        int from = begin(before, all.get(index).start(), breaks(end, blankEnd(end)));
        if (index > 0) {
            int comma = comma(before);
            return cut(comma, comma + 1, from, end);
        }
        boolean isAlone = from == before && blankEnd(end) == in.end() - 1;
        return cut(from, isAlone ? in.end() - 1 : end, in.end(), in.end());
    }

    /** Whether there is a comment between two places. */
    boolean hasComment(int from, int to) {
        boolean quoted = false;
        for (int at = from; at < to; at++) {
            if (quoted && bytes[at] == '\\') {
                at++;
            } else if (bytes[at] == '"') {
                quoted = !quoted;
            } else if (!quoted && bytes[at] == '/') {
                return true;
            }
        }
        return false;
    }

    /**
     * Where the white space before a child begins; the line break that ends a comment stays unless another one follows.
     *
     * @param before where a comment before the child could begin
     */
    private int begin(int before, int start, boolean breaks) {
        int begin = start;
        while (isBlank(bytes[begin - 1])) {
            begin--;
        }
        return breaks || !breaks(begin, start) || !hasComment(before, start) ? begin : start;
    }

    private boolean breaks(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                return true;
            }
        }
        return false;
    }

    private int blankEnd(int from) {
        int at = from;
        while (at < bytes.length && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\t' || one == '\n' || one == '\r';
    }

    /** The first comma from a place on that is in no comment. */
    private int comma(int from) {
        int at = from;
        while (bytes[at] != ',') {
            at = bytes[at] == '/' ? commentEnd(at) : at + 1;
        }
        return at;
    }

    private int commentEnd(int from) {
        boolean isLine = bytes[from + 1] == '/';
        int at = from + 2;
        while (isLine ? !breaks(at, at + 1) : bytes[at] != '*' || bytes[at + 1] != '/') {
            at++;
        }
        return isLine ? at : at + 2;
    }

    private byte[] cut(int from, int to, int again, int until) {
        byte[] kept = Arrays.copyOf(bytes, bytes.length - (to - from) - (until - again));
        System.arraycopy(bytes, to, kept, from, again - to);
        System.arraycopy(bytes, until, kept, from + again - to, bytes.length - until);
        return kept;
    }
}
