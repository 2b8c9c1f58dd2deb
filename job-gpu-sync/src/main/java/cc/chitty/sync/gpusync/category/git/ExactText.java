package cc.chitty.sync.gpusync.category.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script writes, as text from which its bytes can be told. Names of files and refs need not be UTF-8: each byte that is none is one
 * char from U+DC80 to U+DCFF, half of a pair, which no UTF-8 has. To put U+FFFD in its place would make two names one, or one name
 * another that is there, too.
 */
final class ExactText {

    private static final int HALF = 0xDC00;

    private ExactText() {}

    /** What line feeds end; a carriage return ends no line. */
    static List<String> lines(byte[] bytes) {
        return cut(bytes, '\n');
    }

    /** What NULs end. */
    static List<String> records(byte[] bytes) {
        return cut(bytes, '\0');
    }

    private static List<String> cut(byte[] bytes, char end) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == end) {
                texts.add(decode(bytes, start, i - start));
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            texts.add(decode(bytes, start, bytes.length - start));
        }
        return List.copyOf(texts);
    }

    private static String decode(byte[] bytes, int start, int length) {
        var decoder = StandardCharsets.UTF_8.newDecoder(); // it reports what is malformed
        ByteBuffer in = ByteBuffer.wrap(bytes, start, length);
        CharBuffer out = CharBuffer.allocate(length); // no byte makes more than one char
        for (CoderResult result = decoder.decode(in, out, true);
                result.isError();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (HALF + Byte.toUnsignedInt(in.get())));
            }
        }
        return out.flip().toString();
    }

    /** Whether all of it was UTF-8. */
    static boolean isText(String exact) {
        return exact.codePoints().noneMatch(ExactText::isByte);
    }

    private static boolean isByte(int codePoint) {
        return codePoint >= Character.MIN_LOW_SURROGATE && codePoint <= Character.MAX_LOW_SURROGATE;
    }

    /** For a person: such a byte as git and shells write it, {@code \351}. */
    static String shown(String exact) {
        if (isText(exact)) {
            return exact;
        }
        StringBuilder shown = new StringBuilder();
        exact.codePoints().forEach(it -> {
            if (isByte(it)) {
                shown.append('\\').append(Integer.toOctalString(it - HALF));
            } else {
                shown.appendCodePoint(it);
            }
        });
        return shown.toString();
    }

    /** With U+FFFD for what is no UTF-8, as who does not ask reads it. */
    static String replaced(String exact) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        exact.codePoints()
                .forEach(it -> bytes.writeBytes(
                        isByte(it)
                                ? new byte[] {(byte) (it - HALF)}
                                : Character.toString(it).getBytes(StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
