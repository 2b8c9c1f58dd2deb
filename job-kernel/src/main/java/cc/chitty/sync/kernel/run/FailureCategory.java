package cc.chitty.sync.kernel.run;

/** Why a run could not go on; each category has one exit code. */
public enum FailureCategory {
    /** The file system or the network said no; trying again later may help. */
    RETRYABLE(ExitCode.FAILED),
    /** What was read is damaged or is not what it says it is. */
    DAMAGED(ExitCode.FAILED),
    /** A defect of ours: something that must always hold did not. */
    DEFECT(ExitCode.FAILED),
    /** The command line or a setting is wrong. */
    USAGE(ExitCode.USAGE),
    /** Something that is needed is not there yet. */
    NOT_SET_UP(ExitCode.NOT_SET_UP),
    /** Another process holds what is needed. */
    BUSY(ExitCode.BUSY),
    /** Going on would lose something. */
    REFUSED(ExitCode.REFUSED),
    /** A person or a signal stopped the run. */
    INTERRUPTED(ExitCode.INTERRUPTED);

    private final ExitCode exitCode;

    FailureCategory(ExitCode exitCode) {
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
