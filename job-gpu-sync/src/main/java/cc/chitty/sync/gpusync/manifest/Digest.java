package cc.chitty.sync.gpusync.manifest;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** SHA-256 of a content; four longs, since hundreds of thousands of them are held. */
public record Digest(long a, long b, long c, long d) {

    private static final HexFormat HEX = HexFormat.of();

    /** Of the 32 bytes that {@code MessageDigest} gives. */
    public static Digest of(byte[] sha256) {
        if (sha256.length != 32) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(sha256);
        return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Of 64 hexadecimal digits. */
    public static Digest parse(String hex) {
        return of(HEX.parseHex(hex));
    }

    @Override
    public String toString() {
        byte[] bytes = new byte[32];
        ByteBuffer.wrap(bytes).putLong(a).putLong(b).putLong(c).putLong(d);
        return HEX.formatHex(bytes);
    }
}
