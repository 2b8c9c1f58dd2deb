package cc.chitty.sync.jobs.install;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of ours between two marks at the end of a text with {@code #} comments; other lines keep their bytes. Bytes are
 * taken as Latin-1, so whatever they mean they come out as they went in.
 *
 * @param others what is done to the other lines, one by one
 * @param undone the inverse of that
 */
record MarkedBlock(String lines, UnaryOperator<String> others, UnaryOperator<String> undone) implements Edit {

    private static final String BEGIN =
            "# >>> chittysync >>> (made by 'chittysync install', taken out by 'chittysync uninstall')\n";
    /** The line before it did not end; ending it was our doing. */
    private static final String BEGIN_JOINED = "# >>> chittysync >>> (after a line that did not end)\n";

    private static final String END = "# <<< chittysync <<<\n";

    @Override
    public byte @Nullable [] apply(byte @Nullable [] original) {
        if (lines.isEmpty() && original == null) {
            return null;
        }
        String text = each(original == null ? "" : text(original), others);
        if (lines.isEmpty()) {
            return bytes(text);
        }
        String block = text(lines.getBytes(StandardCharsets.UTF_8));
        boolean ends = text.isEmpty() || text.endsWith("\n");
        return bytes(text + (ends ? BEGIN : "\n" + BEGIN_JOINED) + block + END);
    }

    @Override
    public byte @Nullable [] clean(byte[] current, byte @Nullable [] before, boolean migrated) {
        String text = each(withoutBlocks(text(current)), undone);
        return text.isEmpty() && before == null ? null : bytes(text);
    }

    @Override
    public byte @Nullable [] without(byte[] current) {
        byte[] cleaned = clean(current, null, true);
        return Arrays.equals(cleaned, current) || current.length == 0 ? current : cleaned;
    }

    /** Without every block of ours; a beginning without an end, or the other way round, is none. */
    static String withoutBlocks(String text) {
        String rest = text;
        int end = rest.indexOf(END);
        while (end >= 0) {
            int joined = rest.lastIndexOf("\n" + BEGIN_JOINED, end);
            int begin = Math.max(joined, rest.lastIndexOf(BEGIN, end));
            String after = rest.substring(end + END.length());
            if (begin >= 0) {
                // whoever wrote behind the block relies on the end of the line before it
                String before = rest.substring(0, begin) + (begin == joined && !after.isEmpty() ? "\n" : "");
                rest = before + after;
                end = rest.indexOf(END, begin);
            } else {
                end = rest.indexOf(END, end + END.length());
            }
        }
        return rest;
    }

    private static String each(String text, UnaryOperator<String> change) {
        return Arrays.stream(text.split("\n", -1)).map(change).collect(Collectors.joining("\n"));
    }

    /** A character for each byte. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What a person reads in such a text. */
    static String utf8(String text) {
        return new String(bytes(text), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
