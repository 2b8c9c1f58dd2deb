package cc.chitty.sync.kernel.secret;

import java.util.List;

/**
 * One kind of secret.
 *
 * @param name lower-case letters, digits and hyphens; stands in the text instead of the secret
 * @param signs what every text has that the pattern can match, and is cheaper to look for
 * @param pattern its first group is the secret, or the whole match where it has none
 * @param kept how the place of the secret is marked
 * @param entropy bits for each character below which a match is a placeholder of somebody's documentation
 */
public record SecretRule(String name, Signs signs, Expression pattern, Kept kept, double entropy) {

    /** Long random tokens; documentation fills them with x or 0. */
    private static final double TOKEN_ENTROPY = 2.5;
    /** No provider's token is shorter; those with slashes in them are told by their keywords. */
    private static final int TOKEN_RUN = 20;

    /** What of the secret is told where it stood. */
    public enum Kept {
        /** A short digest, so that one can see that two are the same. Only of values too random to be guessed. */
        DIGEST,
        /** Nothing: a digest of a password a person made up would help to guess it. */
        NOTHING
    }

    /**
     * What to look for first.
     *
     * @param keywords one of them is there, ignoring case; ASCII in lower case, none for a rule that is always tried
     * @param also this is there, too
     * @param run so many characters of {@link #isOfToken} are there side by side
     */
    public record Signs(List<String> keywords, String also, int run) {
        static final Signs NONE = new Signs(List.of(), "", 0);

        public Signs {
            keywords = List.copyOf(keywords);
        }

        static Signs of(String keywords) {
            return new Signs(List.of(keywords.split(" ")), "", 0);
        }

        Signs also(String text) {
            return new Signs(keywords, text, run);
        }

        Signs run(int length) {
            return new Signs(keywords, also, length);
        }

        private static final boolean[] OF_TOKEN = new boolean[128];

        static {
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.~+=%"
                    .chars()
                    .forEach(c -> OF_TOKEN[c] = true);
        }

        /** Letters, digits and what else stands in tokens; no slash, or every path would look like one. */
        static boolean isOfToken(char c) {
            return c < OF_TOKEN.length && OF_TOKEN[c];
        }

        /** Whether a text with one of the keywords has the other signs. */
        boolean areIn(String text, int longestRun) {
            return run <= longestRun && (also.isEmpty() || text.contains(also));
        }
    }

    /** A token that a provider made. */
    static SecretRule token(String name, String keywords, String pattern) {
        return token(name, Signs.of(keywords).run(TOKEN_RUN), pattern);
    }

    static SecretRule token(String name, Signs signs, String pattern) {
        return new SecretRule(name, signs, Expression.of(pattern), Kept.DIGEST, TOKEN_ENTROPY);
    }

    /** Something that a person may have made up. */
    static SecretRule password(String name, String keywords, String pattern) {
        return password(name, Signs.of(keywords), pattern);
    }

    static SecretRule password(String name, Signs signs, String pattern) {
        return new SecretRule(name, signs, Expression.of(pattern), Kept.NOTHING, 0);
    }
}
