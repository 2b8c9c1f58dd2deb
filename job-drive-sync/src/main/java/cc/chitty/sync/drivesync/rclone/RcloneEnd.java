package cc.chitty.sync.drivesync.rclone;

import cc.chitty.sync.kernel.run.FailureCategory;

/** How a call of rclone ended. The numbers are rclone's; 2 and 10 came with later versions, and 1.60 says 1 and 7 there. */
public enum RcloneEnd {
    DONE(FailureCategory.DEFECT, "it says that it is done"),
    FAILED(FailureCategory.RETRYABLE, "it failed"),
    USAGE(FailureCategory.DEFECT, "it does not know an option or a command"),
    DIRECTORY_NOT_FOUND(FailureCategory.NOT_SET_UP, "there is no such directory"),
    FILE_NOT_FOUND(FailureCategory.RETRYABLE, "there is no such file"),
    TEMPORARY(FailureCategory.RETRYABLE, "the remote could not do it now"),
    NOT_WORTH_RETRYING(FailureCategory.RETRYABLE, "the remote does not do it"),
    FATAL(FailureCategory.RETRYABLE, "the remote refuses, and goes on to refuse"),
    LIMIT_REACHED(FailureCategory.RETRYABLE, "the limit for a run was reached"),
    NOTHING_TRANSFERRED(FailureCategory.RETRYABLE, "nothing was transferred"),
    UNKNOWN(FailureCategory.RETRYABLE, "it ended in a way that is not known"),
    KILLED(FailureCategory.RETRYABLE, "it was killed"),
    SILENT(FailureCategory.RETRYABLE, "nothing happened for too long, so it was ended"),
    INTERRUPTED(FailureCategory.INTERRUPTED, "it was stopped");

    private static final int FIRST_SIGNAL = 128;

    private final FailureCategory category;
    private final String text;

    RcloneEnd(FailureCategory category, String text) {
        this.category = category;
        this.text = text;
    }

    /** What an exit code means. A process that a signal ended has 128 and its number. */
    static RcloneEnd of(int code) {
        return switch (code) {
            case 0 -> DONE;
            case 1 -> FAILED;
            case 2 -> USAGE;
            case 3 -> DIRECTORY_NOT_FOUND;
            case 4 -> FILE_NOT_FOUND;
            case 5 -> TEMPORARY;
            case 6 -> NOT_WORTH_RETRYING;
            case 7 -> FATAL;
            case 8, 10 -> LIMIT_REACHED;
            case 9 -> NOTHING_TRANSFERRED;
            default -> code > FIRST_SIGNAL ? KILLED : UNKNOWN;
        };
    }

    /** What a run fails with where it cannot go on without that call. */
    public FailureCategory category() {
        return category;
    }

    public String text() {
        return text;
    }
}
