package cc.chitty.sync.consolidate.todo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 12 hexadecimal characters of the SHA-256 of words with a NUL between them. */
final class ShortDigest {

    private static final int BYTES = 6;

    private ShortDigest() {}

    static String of(String... words) {
        byte[] digest = sha256().digest(String.join("\0", words).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has to have SHA-256", absent);
        }
    }
}
