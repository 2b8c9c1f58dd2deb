package cc.chitty.sync.jobs.mcp;

import cc.chitty.sync.consolidate.journal.RedactedText;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an agent typed about a todo, as the journal takes it: without what cannot be stored and without secrets. The same law
 * that texts in agents' files pass, so that the todo is the same one.
 *
 * @param changes what an agent has to be told of it, as whole lines; empty where nothing was changed
 */
record Wording(TodoKey key, String text, Claim.Details details, String changes) {

    /** An answer shows as much of a todo, in characters: one long text must not hide all others. */
    private static final int SHOWN = 1_000;

    /**
     * As it will be written down.
     *
     * @param projects the project of a todo with this content
     */
    static Wording of(
            String typed, Claim.Details typedDetails, Function<String, String> projects, SecretFilter secrets) {
        String content = TodoWords.clean(typed);
        Claim.Details said = new Claim.Details(
                cleanOrNull(typedDetails.activeForm()), cleanOrNull(typedDetails.priority()), typedDetails.note());
        TodoKey key = new TodoKey(projects.apply(content), Content.compared(content));
        RedactedText redacted = RedactedText.of(key, content, secrets);
        Claim.Details details = RedactedText.of(said, secrets);
        boolean secret = !redacted.shown().equals(content) || !details.equals(said);
        boolean replaced = !content.equals(typed) || !said.equals(typedDetails);
        return new Wording(
                redacted.todo(),
                redacted.shown(),
                details,
                (secret ? "It was added without what looked like a secret.\n" : "")
                        + (replaced ? "Characters that cannot be stored were replaced.\n" : ""));
    }

    private static @Nullable String cleanOrNull(@Nullable String text) {
        return text == null ? null : TodoWords.clean(text);
    }

    /** The text of a todo as it is compared with published ones. */
    static String compared(String typed, SecretFilter secrets) {
        return secrets.redact(Content.compared(TodoWords.clean(typed))).text();
    }

    /** A text on one line, cut off where it is long. */
    static String shown(String text) {
        String line = Content.compared(text);
        if (line.length() <= SHOWN) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return line.substring(0, end) + "… (" + line.length() + " characters)";
    }
}
