package cc.chitty.sync.kernel.secret;

import cc.chitty.sync.kernel.secret.SecretRule.Kept;
import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import com.google.re2j.Matcher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filter that goes by rules. A secret becomes {@code [REDACTED:rule:digest]}, or {@code [REDACTED:rule]} where a digest
 * would help to guess it. The digest is the first 8 hexadecimal characters of the SHA-256 over rule and secret, white
 * space left out: no key, since all devices must write the same; 32 bits, which name one of a person's tokens and tell
 * nothing of 100 random bits and more.
 *
 * <p>Linear in the text, whatever it is (RE2). Done over again until nothing is found, so that its own result stays.
 */
public final class SecretRules implements SecretFilter {

    private static final Expression PLACEHOLDER = Expression.of("\\[REDACTED:[a-z0-9-]+(?::[0-9a-f]{8})?\\]");
    private static final Expression STAND_IN = Expression.of(
            "\\$\\{[^}]*\\}|\\$\\([^)]*\\)|\\$[A-Za-z_]+|<[^>]*>|\\{\\{.*\\}\\}|\\{[A-Za-z_]*\\}|\\*+|[xX]{3,}|%s|\\.{3}|…");
    private static final String EXAMPLE = "EXAMPLE";
    private static final Comparator<Found> BY_PLACE =
            Comparator.comparingInt(Found::start).thenComparingInt(Found::rank);

    private final List<SecretRule> rules;
    private final Set<String> allowed;
    private final Keywords keywords;

    /**
     * Rules and what they may leave.
     *
     * @param allowed {@code rule:digest}, or {@code rule:*} to switch a rule off
     */
    public SecretRules(List<SecretRule> rules, Set<String> allowed) {
        this.rules = rules.stream()
                .filter(rule -> !allowed.contains(rule.name() + ":*"))
                .toList();
        this.allowed = Set.copyOf(allowed);
        this.keywords = Keywords.of(
                this.rules.stream().map(rule -> rule.signs().keywords()).toList());
    }

    /** The rules that every device has. */
    public static SecretRules standard() {
        return Standard.RULES;
    }

    private static final class Standard {
        private static final SecretRules RULES = new SecretRules(standardRules(), Set.of());
    }

    /** Those of them that know a token by what a provider marks it with, for texts in which people write what is none. */
    public static SecretRules ofTokens() {
        return OfTokens.RULES;
    }

    private static final class OfTokens {
        private static final SecretRules RULES = new SecretRules(TokenRules.all(), Set.of());
    }

    /** The standard ones, and what people type into a shell. */
    public static SecretRules ofHistories() {
        return OfHistories.RULES;
    }

    private static final class OfHistories {
        private static final SecretRules RULES = new SecretRules(rulesOfHistories(), Set.of());
    }

    static List<SecretRule> rulesOfHistories() {
        return Stream.concat(standardRules().stream(), CommandRules.all().stream())
                .toList();
    }

    static List<SecretRule> standardRules() {
        return Stream.concat(TokenRules.all().stream(), PasswordRules.all().stream())
                .toList();
    }

    private record Found(int start, int end, int rank, SecretRule rule) {}

    /** Of nearly all texts the first look tells that there is nothing. */
    @Override
    public Redaction redact(String text) {
        if (candidates(text) == null) {
            return Redaction.unchanged(text);
        }
        List<String> names = new ArrayList<>();
        String left = text;
        for (List<Found> found = find(left); !found.isEmpty(); found = find(left)) {
            found.forEach(secret -> names.add(secret.rule.name()));
            left = without(left, found);
        }
        return names.isEmpty() ? Redaction.unchanged(text) : new Redaction(left, names);
    }

    private List<Found> find(String text) {
        BitSet candidates = candidates(text);
        List<Found> found = new ArrayList<>();
        if (candidates != null) {
            candidates.stream().forEach(rank -> find(text, rules.get(rank), rank, found));
        }
        found.sort(BY_PLACE);
        return found;
    }

    /** The ranks of the rules that may find something; null if there are none. */
    private @Nullable BitSet candidates(String text) {
        BitSet mentioned = keywords.in(text);
        if (mentioned == null) {
            return null;
        }
        int run = longestRun(text);
        for (int rank = mentioned.nextSetBit(0); rank >= 0; rank = mentioned.nextSetBit(rank + 1)) {
            if (!rules.get(rank).signs().areIn(text, run)) {
                mentioned.clear(rank);
            }
        }
        return mentioned.isEmpty() ? null : mentioned;
    }

    /** Goes backwards from where a longer run would end, so of most texts it looks at few characters. */
    private static int longestRun(String text) {
        int longest = 0;
        int begun = 0;
        while (begun + longest < text.length()) {
            int at = begun + longest;
            while (at >= begun && Signs.isOfToken(text.charAt(at))) {
                at--;
            }
            if (at < begun) {
                int end = begun + longest + 1;
                while (end < text.length() && Signs.isOfToken(text.charAt(end))) {
                    end++;
                }
                longest = end - begun;
                at = end;
            }
            begun = at + 1;
        }
        return longest;
    }

    private void find(String text, SecretRule rule, int rank, List<Found> found) {
        Matcher matcher = rule.pattern().matcher(text);
        int group = matcher.groupCount() > 0 ? 1 : 0;
        while (matcher.find()) {
            String secret = matcher.group(group);
            if (secret != null && !secret.isEmpty() && isSecret(rule, secret)) {
                found.add(new Found(matcher.start(group), matcher.end(group), rank, rule));
            }
        }
    }

    private boolean isSecret(SecretRule rule, String secret) {
        return !PLACEHOLDER.matcher(secret).matches()
                && !STAND_IN.matcher(secret).matches()
                && !secret.endsWith(EXAMPLE)
                && Entropy.of(secret) >= rule.entropy()
                && !allowed.contains(fingerprint(rule, secret));
    }

    /** Of those that overlap the one that starts first is replaced; what it leaves of others is found the next time. */
    private static String without(String text, List<Found> found) {
        StringBuilder left = new StringBuilder(text.length());
        int copied = 0;
        for (Found secret : found) {
            if (secret.start >= copied) {
                left.append(text, copied, secret.start)
                        .append(placeholder(secret.rule, text.substring(secret.start, secret.end)));
                copied = secret.end;
            }
        }
        return left.append(text, copied, text.length()).toString();
    }

    private static String placeholder(SecretRule rule, String secret) {
        String told = rule.kept() == Kept.DIGEST ? fingerprint(rule, secret) : rule.name();
        return "[REDACTED:" + told + "]";
    }

    /** What stands for a secret in an allow list. */
    static String fingerprint(SecretRule rule, String secret) {
        String canonical = rule.name() + '\0' + secret.replaceAll("\\s|\\\\[nr]", "");
        byte[] digest = sha256().digest(canonical.getBytes(StandardCharsets.UTF_8));
        return rule.name() + ":" + HexFormat.of().formatHex(digest, 0, 4);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
