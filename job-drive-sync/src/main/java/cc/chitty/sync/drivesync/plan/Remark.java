package cc.chitty.sync.drivesync.plan;

/** What about a decision a person has to know. */
public enum Remark {
    NOTHING("", false),
    CONFLICT("was changed on both sides; the remote's has the name, this side's is kept beside it", true),
    EDITED_MIRROR("was changed in the mirror, which follows the remote; what it held is kept beside it", true),
    EDITED_REMOTE("was changed on the remote, which follows the mirror; what it held is set aside there", true),
    CHANGE_OUTLIVED_DELETION("was deleted on one side and changed on the other; the change is kept", true),
    KEPT_IN_MIRROR("was deleted on the remote and changed in the mirror, where it stays", true),
    KEPT_ON_REMOTE("was deleted in the mirror and changed on the remote, where it stays", true),
    ONLY_IN_MIRROR("is in the mirror alone, and stays there", false),
    ONLY_ON_REMOTE("is on the remote alone, and stays there", false);

    private final String text;
    private final boolean problem;

    Remark(String text, boolean problem) {
        this.text = text;
        this.problem = problem;
    }

    public String text() {
        return text;
    }

    /** Whether it is left for a person; else it is only counted. */
    public boolean isProblem() {
        return problem;
    }
}
