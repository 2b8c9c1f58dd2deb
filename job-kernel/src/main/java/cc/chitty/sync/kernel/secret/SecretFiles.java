package cc.chitty.sync.kernel.secret;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.SecretRule.Kept;
import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A person's own rules and exceptions, two files in the state directory; neither has to be there. Empty lines and those
 * that begin with {@code #} are passed over.
 *
 * <ul>
 *   <li>{@code secret-rules.txt}: {@code name = regular expression} (RE2), its first group is the secret.
 *   <li>{@code secret-allow.txt}: {@code rule:digest} as it stands in a text, or {@code rule:*}.
 * </ul>
 */
public final class SecretFiles {

    public static final String RULES = "secret-rules.txt";
    public static final String ALLOWED = "secret-allow.txt";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern EXCEPTION = Pattern.compile("[a-z][a-z0-9-]{0,40}:(?:\\*|[0-9a-f]{8})");

    private SecretFiles() {}

    /**
     * The filter of a state directory.
     *
     * @throws Failure USAGE if a line of either file is not in its format
     */
    public static SecretRules of(StateDirectory state) {
        return of(state, SecretRules.standard(), SecretRules.standardRules());
    }

    /**
     * The same for histories of shells: passwords in options and variables of commands are secrets there.
     *
     * @throws Failure USAGE if a line of either file is not in its format
     */
    public static SecretRules ofHistories(StateDirectory state) {
        return of(state, SecretRules.ofHistories(), SecretRules.rulesOfHistories());
    }

    private static SecretRules of(StateDirectory state, SecretRules usual, List<SecretRule> standard) {
        Path rules = state.root().resolve(RULES);
        Path allowed = state.root().resolve(ALLOWED);
        List<String> own = lines(rules);
        List<String> exceptions = lines(allowed);
        return own.isEmpty() && exceptions.isEmpty()
                ? usual
                : new SecretRules(rules(rules, own, standard), exceptions(allowed, exceptions));
    }

    private static List<SecretRule> rules(Path file, List<String> lines, List<SecretRule> standard) {
        List<SecretRule> rules = new ArrayList<>(standard);
        for (String line : lines) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!NAME.matches(name)) {
                throw wrong(file, line, "Write 'name = regular expression', the name in lower-case letters.");
            }
            try {
                Pattern pattern = Pattern.compile(line.substring(equals + 1).strip());
                rules.add(new SecretRule(name, Signs.NONE, Expression.of(pattern), Kept.NOTHING, 0));
            } catch (PatternSyntaxException e) {
                throw wrong(file, line, "Its regular expression is wrong: " + e.getDescription() + ".");
            }
        }
        return rules;
    }

    private static Set<String> exceptions(Path file, List<String> lines) {
        Set<String> allowed = new LinkedHashSet<>();
        for (String line : lines) {
            if (!EXCEPTION.matches(line)) {
                throw wrong(file, line, "Write 'rule:digest' as it stands behind REDACTED, or 'rule:*'.");
            }
            allowed.add(line);
        }
        return allowed;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    /** The line may hold a secret, so only its name is told. */
    private static Failure wrong(Path file, String line, String remedy) {
        int end = line.indexOf('=');
        String shown =
                end < 0 ? "a line" : "the rule '" + line.substring(0, end).strip() + "'";
        return new Failure(FailureCategory.USAGE, "read " + file, shown + " is not in its format", remedy);
    }
}
