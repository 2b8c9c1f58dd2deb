package cc.chitty.sync.consolidate.todo;

/** How far a todo is, in the order in which a later one beats an earlier one. */
public enum Status {
    PENDING("pending"),
    IN_PROGRESS("in_progress"),
    COMPLETED("completed");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    /** The word used in every file of ours. */
    public String word() {
        return word;
    }

    /** Whether there is still work to do. */
    public boolean open() {
        return this != COMPLETED;
    }

    public static Status of(String word) {
        for (Status status : values()) {
            if (status.word.equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("not a status: " + word);
    }
}
