package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two registers, or two sides of a three-way merge, disagree in a way that a person may care about.
 *
 * @param id the same on every device and in every order: the first 12 hexadecimal characters of the SHA-256 over kind,
 *     todo, both sessions and both values, so it stays while only times change
 * @param before the value of the merge base, null for registers and where there was none
 * @param kept what the view shows
 * @param other what it does not show; never lost
 * @param rule why
 */
public record Conflict(
        String id, Kind kind, TodoKey todo, @Nullable Value before, Value kept, Value other, Rule rule) {

    /** In what they disagree, in the order in which conflicts are listed. */
    public enum Kind {
        /** One says completed, the other said open at or after that. */
        DIFFERENT_STATUS("different-status"),
        /** The same status, but another priority, note or active form. */
        DIFFERENT_DETAILS("different-details"),
        /** A session lists as open what it had completed. */
        REOPENED_UPSTREAM("reopened-upstream"),
        /** One deleted it, the other changed it. */
        DELETED_VERSUS_CHANGED("deleted-versus-changed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in every file of ours. */
        public String word() {
            return word;
        }

        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("not a kind of conflict: " + word);
        }
    }

    /**
     * What one of them says.
     *
     * @param session who says it, with agent and device; null for a side of a three-way merge
     * @param status a {@link Status#word}, {@code open} where only that is known, or {@code deleted}
     * @param details the other words
     * @param at when it was said
     */
    public record Value(@Nullable SessionId session, String status, Claim.Details details, Instant at) {

        static final String OPEN = "open";
        static final String DELETED = Presence.DELETED.word();

        static Value of(Sighting register) {
            boolean deleted = register.presence() == Presence.DELETED;
            String status = deleted ? DELETED : register.status().word();
            return new Value(register.session(), status, Saying.detailsOf(register), register.at());
        }

        /** Time is left out, so that a conflict keeps its id while a session goes on saying the same. */
        private String canonical() {
            String who = session == null ? "" : session.agent() + '\1' + session.id() + '\1' + session.device();
            return String.join(
                    "\1", who, status, word(details.activeForm()), word(details.priority()), word(details.note()));
        }

        private static String word(@Nullable String detail) {
            return detail == null ? "" : "=" + detail;
        }
    }

    static Conflict of(Kind kind, TodoKey todo, @Nullable Value before, Value kept, Value other, Rule rule) {
        return new Conflict(idOf(kind, todo, kept, other), kind, todo, before, kept, other, rule);
    }

    /** Which of the two is kept may change while the disagreement is still the same one. */
    private static String idOf(Kind kind, TodoKey todo, Value one, Value two) {
        String a = one.canonical();
        String b = two.canonical();
        boolean ordered = CodePoints.compare(a, b) <= 0;
        return ShortDigest.of(kind.word(), todo.project(), todo.content(), ordered ? a : b, ordered ? b : a);
    }
}
