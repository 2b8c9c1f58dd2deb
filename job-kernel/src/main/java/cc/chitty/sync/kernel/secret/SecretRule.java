package cc.chitty.sync.kernel.secret;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * One kind of secret.
 *
 * @param name lower-case letters, digits and hyphens; stands in the text instead of the secret
 * @param keywords one of them is in every text the pattern can match, ignoring case; a cheap first look
 * @param pattern its first group is the secret, or the whole match where it has none
 * @param kept how the place of the secret is marked
 * @param entropy bits for each character below which a match is a placeholder of somebody's documentation
 */
public record SecretRule(String name, List<String> keywords, Pattern pattern, Kept kept, double entropy) {

    /** Long random tokens; documentation fills them with x or 0. */
    private static final double TOKEN_ENTROPY = 2.5;

    /** What of the secret is told where it stood. */
    public enum Kept {
        /** A short digest, so that one can see that two are the same. Only of values too random to be guessed. */
        DIGEST,
        /** Nothing: a digest of a password a person made up would help to guess it. */
        NOTHING
    }

    public SecretRule {
        keywords = List.copyOf(keywords);
    }

    /** A token that a provider made. */
    static SecretRule token(String name, String keywords, String pattern) {
        return new SecretRule(name, List.of(keywords.split(" ")), Pattern.compile(pattern), Kept.DIGEST, TOKEN_ENTROPY);
    }

    /** Something that a person may have made up. */
    static SecretRule password(String name, String keywords, String pattern) {
        return new SecretRule(name, List.of(keywords.split(" ")), Pattern.compile(pattern), Kept.NOTHING, 0);
    }
}
