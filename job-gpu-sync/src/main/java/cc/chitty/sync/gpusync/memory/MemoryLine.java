package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import org.jspecify.annotations.Nullable;

/** One path as a line: the path, what was agreed, what is known of ours and of theirs, parted by tabs. */
final class MemoryLine {

    private MemoryLine() {}

    static String of(TreePath path, Remembered remembered) {
        Digest agreed = digest(remembered.agreed());
        return Escaped.of(path.text())
                + '\t'
                + EntryText.of(remembered.agreed())
                + '\t'
                + known(remembered.ours(), agreed)
                + '\t'
                + known(remembered.theirs(), agreed);
    }

    /** A digest that is the agreed one is not said again. */
    private static String known(@Nullable Known known, @Nullable Digest agreed) {
        if (known == null) {
            return "-";
        }
        String stamp = EntryText.of(known.stamp());
        return known.digest().equals(agreed) ? stamp : stamp + ' ' + known.digest();
    }

    static TreePath path(String[] fields) {
        if (fields.length != 4) {
            throw new IllegalArgumentException("a line has four fields");
        }
        return new TreePath(Escaped.back(fields[0]));
    }

    static Remembered remembered(String[] fields) {
        Content agreed = EntryText.content(fields[1]);
        return new Remembered(agreed, known(fields[2], digest(agreed)), known(fields[3], digest(agreed)));
    }

    private static @Nullable Known known(String text, @Nullable Digest agreed) {
        if (text.equals("-")) {
            return null;
        }
        String[] fields = text.split(" ", -1);
        Digest digest = fields.length > 4 ? Digest.parse(fields[4]) : agreed;
        if (digest == null) {
            throw new IllegalArgumentException("a stamp without a digest");
        }
        return new Known(EntryText.stamp(fields, 0), digest);
    }

    private static @Nullable Digest digest(@Nullable Content content) {
        return content == null ? null : content.digest();
    }
}
