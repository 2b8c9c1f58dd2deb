package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.Stamp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entries and contents as compact text: a letter for the kind, the mode in octal, then fields parted by blanks, a hyphen for
 * what is missing. {@code f644 1200 1764230000000000000 1764230000000000000 5 <digest>} is a file with its stamp,
 * {@code f644 <digest>} a content, {@code -} nothing.
 */
public final class EntryText {

    private static final String NOTHING = "-";

    private EntryText() {}

    public static String of(@Nullable Content content) {
        if (content == null) {
            return NOTHING;
        }
        return switch (content.kind()) {
            case FILE ->
                "f" + Integer.toOctalString(content.mode()) + ' ' + Objects.toString(content.digest(), NOTHING);
            case DIRECTORY -> "d" + Integer.toOctalString(content.mode());
            case LINK -> "l " + Escaped.of(String.valueOf(content.target()));
            case OTHER, UNREADABLE -> throw new IllegalArgumentException("not content: " + content.kind());
        };
    }

    /**
     * The content of a text.
     *
     * @throws IllegalArgumentException for what {@link #of(Content)} does not make
     */
    public static @Nullable Content content(String text) {
        if (text.equals(NOTHING)) {
            return null;
        }
        int blank = text.indexOf(' ');
        return switch (text.charAt(0)) {
            case 'f' -> file(mode(text.substring(1, blank)), text.substring(blank + 1));
            case 'd' -> Content.directory(mode(text.substring(1)));
            case 'l' -> Content.link(Escaped.back(text.substring(blank + 1)));
            default -> throw new IllegalArgumentException("not a content: " + text);
        };
    }

    private static Content file(int mode, String digest) {
        return digest.equals(NOTHING) ? Content.unread(mode) : Content.file(Digest.parse(digest), mode);
    }

    public static String of(@Nullable Entry entry) {
        if (entry == null) {
            return NOTHING;
        }
        String mode = Integer.toOctalString(entry.mode());
        Digest digest = entry.digest();
        return switch (entry.kind()) {
            case FILE -> "f" + mode + ' ' + of(entry.stamp()) + ' ' + (digest == null ? NOTHING : digest);
            case DIRECTORY -> "d" + mode + ' ' + of(entry.stamp());
            case LINK -> "l" + mode + ' ' + of(entry.stamp()) + ' ' + Escaped.of(String.valueOf(entry.target()));
            case OTHER -> "o" + mode + ' ' + of(entry.stamp());
            case UNREADABLE -> "u " + Escaped.of(String.valueOf(entry.trouble()));
        };
    }

    /**
     * The entry of a text.
     *
     * @throws IllegalArgumentException for what {@link #of(Entry)} does not make
     */
    public static @Nullable Entry entry(String text) {
        if (text.equals(NOTHING)) {
            return null;
        }
        String[] fields = text.split(" ", -1);
        if (text.charAt(0) == 'u') {
            return Entry.unreadable(Escaped.back(fields[1]));
        }
        int mode = mode(fields[0].substring(1));
        Stamp stamp = stamp(fields, 1);
        return switch (text.charAt(0)) {
            case 'f' -> Entry.file(mode, stamp, fields[5].equals(NOTHING) ? null : Digest.parse(fields[5]));
            case 'd' -> Entry.directory(mode, stamp);
            case 'l' -> Entry.link(Escaped.back(fields[5]), stamp);
            case 'o' -> Entry.other(stamp);
            default -> throw new IllegalArgumentException("not an entry: " + text);
        };
    }

    static String of(Stamp stamp) {
        return stamp.size() + " " + stamp.modified() + ' ' + stamp.changed() + ' ' + stamp.inode();
    }

    static Stamp stamp(String[] fields, int first) {
        if (fields.length < first + 4) {
            throw new IllegalArgumentException("a stamp has four numbers");
        }
        return new Stamp(
                Long.parseLong(fields[first]),
                Long.parseLong(fields[first + 1]),
                Long.parseLong(fields[first + 2]),
                Long.parseLong(fields[first + 3]));
    }

    private static int mode(String octal) {
        return Integer.parseInt(octal, 8);
    }
}
