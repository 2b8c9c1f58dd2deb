package cc.chitty.sync.kernel.secret;

import java.util.List;

/**
 * What a {@link SecretFilter} made of a text.
 *
 * @param text the text without the secrets
 * @param rules the names of the rules that found something, in order of place; never the secret or a part of it
 */
public record Redaction(String text, List<String> rules) {

    public Redaction {
        rules = List.copyOf(rules);
    }

    static Redaction unchanged(String text) {
        return new Redaction(text, List.of());
    }

    public boolean foundSecrets() {
        return !rules.isEmpty();
    }
}
