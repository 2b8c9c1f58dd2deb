package cc.chitty.sync.consolidate.todo;

/** By which rule of the law something was kept. */
public enum Rule {
    /** A tombstone is later than every other sighting. */
    LATEST_TOMBSTONE("latest-tombstone"),
    /** Some session completed it. */
    COMPLETED("completed"),
    /** Some session works on it. */
    IN_PROGRESS("in-progress"),
    /** Some session lists it, or did until its list was gone. */
    LISTED("listed"),
    /** A session that began after the latest completion lists it as open. */
    NEWER_SESSION("newer-session"),
    /** Every session rewrote its list without it. */
    DROPPED_BY_ALL("dropped-by-all"),
    /** Among equals the latest, then the smallest by code point. */
    LATEST("latest"),
    /** A change at or after a deletion beats it. */
    CHANGE_BEATS_DELETION("change-beats-deletion");

    private final String word;

    Rule(String word) {
        this.word = word;
    }

    /** The word used in every file of ours. */
    public String word() {
        return word;
    }

    public static Rule of(String word) {
        for (Rule rule : values()) {
            if (rule.word.equals(word)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("not a rule: " + word);
    }
}
