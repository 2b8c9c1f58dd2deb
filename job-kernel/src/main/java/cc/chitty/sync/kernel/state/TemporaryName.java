package cc.chitty.sync.kernel.state;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Names of files in the making: {@code .<name>.<16 hex digits>.tmp}, the name cut so that all of it fits into 255 bytes. */
final class TemporaryName {

    private static final int LONGEST = 255;
    private static final Pattern OURS = Pattern.compile("\\..*\\.[0-9a-f]{16}\\.tmp", Pattern.DOTALL);

    private TemporaryName() {}

    static String beside(Path target) {
        String tail =
                "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + ".tmp";
        return "." + cut(String.valueOf(target.getFileName()), LONGEST - 1 - tail.length()) + tail;
    }

    static boolean isOurs(Path path) {
        return OURS.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** The encoder stops before the first character that does not fit, so no character is cut in two. */
    private static String cut(String name, int bytes) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
        CharBuffer rest = CharBuffer.wrap(name);
        encoder.encode(rest, ByteBuffer.allocate(bytes), true);
        return name.substring(0, rest.position());
    }
}
