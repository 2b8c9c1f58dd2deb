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

    static MarkedBlock of(String lines) {
        return new MarkedBlock(lines, UnaryOperator.identity(), UnaryOperator.identity());
    }

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
    public byte @Nullable [] clean(byte[] current, byte @Nullable [] before) {
        String text = each(withoutBlock(text(current)), undone);
        return text.isEmpty() && before == null ? null : bytes(text);
    }

    private static String withoutBlock(String text) {
        int joined = text.indexOf("\n" + BEGIN_JOINED);
        int begin = joined >= 0 ? joined : text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        return begin < 0 || end < 0 ? text : text.substring(0, begin) + text.substring(end + END.length());
    }

    private static String each(String text, UnaryOperator<String> change) {
        return Arrays.stream(text.split("\n", -1)).map(change).collect(Collectors.joining("\n"));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
