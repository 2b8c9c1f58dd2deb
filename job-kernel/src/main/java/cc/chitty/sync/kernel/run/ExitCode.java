package cc.chitty.sync.kernel.run;

import java.util.List;

/** How a command ends, as its caller sees it. The numbers are API: cron, hooks and scripts react to them. */
public enum ExitCode {
    /** Everything asked for is done and was read back. */
    DONE(0),
    /** The run could not go on. */
    FAILED(1),
    /** The command line or a setting is wrong; nothing was started. */
    USAGE(2),
    /** Everything else is done; the problems or conflicts that are left were named. */
    PROBLEMS_LEFT(3),
    /** Something the command needs is not set up: no remote, no rclone, no peer. */
    NOT_SET_UP(10),
    /** Another run holds the lock. */
    BUSY(11),
    /** A guard refused to go on because something would be lost. */
    REFUSED(12),
    /** Stopped by a signal or by {@code stop}; the next start resumes. */
    INTERRUPTED(130);

    /** From the best to the worst: what needs a person most is last, but for a stop, after which nothing more was tried. */
    private static final List<ExitCode> BY_WEIGHT =
            List.of(DONE, PROBLEMS_LEFT, NOT_SET_UP, BUSY, FAILED, USAGE, REFUSED, INTERRUPTED);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The answer for two things that were done with one command. */
    public ExitCode worse(ExitCode other) {
        return BY_WEIGHT.indexOf(this) >= BY_WEIGHT.indexOf(other) ? this : other;
    }
}
