package cc.chitty.sync.gpusync.peer.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of known hosts.
 *
 * @param marker {@code @revoked}, {@code @cert-authority} or nothing
 * @param names patterns, or one hashed name
 * @param type kind of the key
 * @param encoded the key as it is sent, in Base64
 */
record KnownKey(String marker, String names, String type, String encoded) {

    private static final String HASHED = "|1|";

    /** Null for comments and for what is no such line. */
    static @Nullable KnownKey parse(String line) {
        String text = line.strip();
        String marker = text.startsWith("@") ? text.split("\\s", 2)[0] : "";
        String[] fields = text.substring(marker.length()).strip().split("\\s+", 4);
        if (text.startsWith("#") || fields.length < 3) {
            return null;
        }
        try {
            byte[] blob = Base64.getDecoder().decode(fields[2]);
            return new KnownKey(marker, fields[0], fields[1], encode(blob));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String encode(byte[] blob) {
        return Base64.getEncoder().encodeToString(blob);
    }

    /** Whether it is about a host. One negated pattern that matches outweighs all others of the line. */
    boolean isOf(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (names.startsWith(HASHED)) {
            return isHashed(name);
        }
        boolean matched = false;
        for (String pattern : names.toLowerCase(Locale.ROOT).split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            if (matches(negated ? pattern.substring(1) : pattern, name)) {
                if (negated) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    private boolean isHashed(String name) {
        String[] parts = names.split("\\|", -1);
        if (parts.length != 4) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
            byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** {@code *} is any text, {@code ?} is any sign. */
    static boolean matches(String pattern, String name) {
        int star = -1;
        int from = 0;
        int p = 0;
        int n = 0;
        while (n < name.length()) {
            if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))
                    && pattern.charAt(p) != '*') {
                p++;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
