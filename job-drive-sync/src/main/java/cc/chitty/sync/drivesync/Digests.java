package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Digests and other hashes of files' contents. */
final class Digests {

    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");
    private static final int BUFFER = 1 << 16;

    private Digests() {}

    /** The digest of a file: SHA-256, as hexadecimal digits. */
    static String of(Path file) {
        return hex(file, Long.MAX_VALUE, "SHA-256");
    }

    /** The digest of a text. */
    static String of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the file's content has this hash, as {@code md5:0cc1...}. */
    static boolean matches(Path file, String hash) {
        return matchesBeginning(file, Long.MAX_VALUE, hash);
    }

    /** Whether the first bytes of the file's content have this hash. */
    static boolean matchesBeginning(Path file, long bytes, String hash) {
        int colon = hash.indexOf(':');
        String algorithm = ALGORITHMS.get(hash.substring(0, colon));
        return algorithm != null
                && hex(file, bytes, algorithm).equals(hash.substring(colon + 1).toLowerCase(Locale.ROOT));
    }

    private static String hex(Path file, long bytes, String algorithm) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[BUFFER];
            long left = bytes;
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            while (count > 0) {
                digest.update(buffer, 0, count);
                left -= count;
                count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
