package cc.chitty.sync.consolidate.todo;

/** Whether an agent session still lists a todo, in the order that breaks ties between two versions of a register. */
public enum Presence {
    /** In the session's list. */
    LISTED("listed"),
    /** The list or its file is gone or was emptied: garbage collection, not a decision. */
    VANISHED("vanished"),
    /** The session rewrote its list without it, or the register moved to a better resolved project. */
    DROPPED("dropped"),
    /** Explicitly deleted by the agent or the person: a tombstone. */
    DELETED("deleted");

    private final String word;

    Presence(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Presence of(String word) {
        for (Presence presence : values()) {
            if (presence.word.equals(word)) {
                return presence;
            }
        }
        throw new IllegalArgumentException("not a presence: " + word);
    }
}
