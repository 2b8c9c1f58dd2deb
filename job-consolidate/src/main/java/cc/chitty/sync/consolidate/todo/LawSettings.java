package cc.chitty.sync.consolidate.todo;

/**
 * What of the merge law a person can set. Devices that share todos should set the same, or their views differ.
 *
 * @param reopen what undoes a completion without a person
 */
public record LawSettings(Reopen reopen) {

    /** A newer session's open listing is new work of the same name. */
    public static final LawSettings DEFAULT = new LawSettings(Reopen.NEWER_SESSION);

    /** Names the settings on which the views depend: under others they are made anew. */
    public String digest() {
        return reopen.word();
    }

    /** Each one allows what the one before it allows. */
    public enum Reopen {
        /** Only a person reopens. */
        NEVER("never"),
        /** A session known to have begun after the latest completion reopens by listing the todo as open. */
        NEWER_SESSION("newer-session"),
        /** Also the session that had completed it, by listing it as open later. */
        SAME_SESSION("same-session");

        private final String word;

        Reopen(String word) {
            this.word = word;
        }

        /** The word used in settings. */
        public String word() {
            return word;
        }

        public static Reopen of(String word) {
            for (Reopen reopen : values()) {
                if (reopen.word.equals(word)) {
                    return reopen;
                }
            }
            throw new IllegalArgumentException("not a setting of reopen: " + word);
        }
    }
}
