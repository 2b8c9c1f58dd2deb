package cc.chitty.sync.drivesync.rclone;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.List;

/**
 * What a call of rclone left.
 *
 * @param code its exit code; -1 where it was ended by us
 * @param errors what it said at level error, and its last words; the first and last ones where there were many
 */
public record RcloneResult(RcloneEnd end, int code, List<String> errors) {

    private static final String NO_SECTION = "didn't find section in config file";

    public RcloneResult {
        errors = List.copyOf(errors);
    }

    public boolean isDone() {
        return end == RcloneEnd.DONE;
    }

    /** What it said last, or what its exit code means where it said nothing. */
    public String seen() {
        String said = errors.isEmpty() ? "" : ": " + errors.get(errors.size() - 1);
        return (end == RcloneEnd.DONE ? "" : end.text()) + (code > 0 ? " (exit code " + code + ")" : "") + said;
    }

    /** The failure of a run that cannot go on without it. */
    public Failure failure(String attempted) {
        boolean unknown = errors.stream().anyMatch(it -> it.contains(NO_SECTION));
        FailureCategory category = unknown ? FailureCategory.NOT_SET_UP : end.category();
        return new Failure(category, attempted, seen(), unknown ? "Add the remote with 'rclone config'." : remedy());
    }

    private String remedy() {
        return switch (end) {
            case USAGE -> "'chittysync drive-sync doctor' tells what this rclone lacks.";
            case DIRECTORY_NOT_FOUND -> "Make the directory there, or set the remote's path right.";
            case INTERRUPTED -> "The next start goes on.";
            case SILENT -> "Start again; chittysync.drive-sync.silence sets how long to wait.";
            case FATAL -> "See what the remote says about the account, then start again.";
            default -> "Start again; 'chittysync drive-sync doctor' looks at the remote.";
        };
    }
}
