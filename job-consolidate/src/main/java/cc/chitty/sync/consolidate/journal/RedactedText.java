package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.secret.SecretFilter;
import org.jspecify.annotations.Nullable;

/**
 * A todo without secrets. Which todo it is follows from the redacted content, on every device the same.
 *
 * @param shown in its compared form the content of the todo
 */
public record RedactedText(TodoKey todo, String shown) {

    /** A secret may stand in the text as written only, broken by a line's end; then the content is shown instead. */
    public static RedactedText of(TodoKey todo, String shown, SecretFilter secrets) {
        String content = redacted(todo.content(), secrets);
        String compared = content.equals(todo.content()) ? content : Content.compared(content);
        TodoKey key = new TodoKey(redacted(todo.project(), secrets), compared);
        boolean clean = compared.equals(todo.content())
                && (shown.equals(compared) || !secrets.redact(shown).foundSecrets());
        return new RedactedText(key, clean ? shown : compared);
    }

    /** The words beside it without secrets. */
    public static Claim.Details of(Claim.Details details, SecretFilter secrets) {
        return details.equals(Claim.Details.NONE)
                ? details
                : new Claim.Details(
                        orNull(details.activeForm(), secrets),
                        orNull(details.priority(), secrets),
                        orNull(details.note(), secrets));
    }

    /** The same register of a clean todo; the same object where it was clean. */
    public static Sighting of(Sighting sighting, SecretFilter secrets) {
        RedactedText text = of(sighting.todo(), sighting.shown(), secrets);
        Claim.Details words = new Claim.Details(sighting.activeForm(), sighting.priority(), sighting.note());
        Claim.Details details = of(words, secrets);
        boolean clean =
                text.todo().equals(sighting.todo()) && text.shown().equals(sighting.shown()) && details.equals(words);
        return clean ? sighting : sighting.worded(text.todo(), text.shown(), details);
    }

    private static @Nullable String orNull(@Nullable String text, SecretFilter secrets) {
        return text == null ? null : redacted(text, secrets);
    }

    private static String redacted(String text, SecretFilter secrets) {
        return secrets.redact(text).text();
    }
}
