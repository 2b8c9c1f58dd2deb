package cc.chitty.sync.gitpush;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The state of the one run that is going on, handed from step to step. Nothing in it has to survive the process: each step
 * begins from the state directory and the refs.
 */
public final class SyncRun {

    private final GitPushOptions options;
    private final Interruption interruption;
    private final Progress progress;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private String id = "0";
    private String diff = "";
    private List<FolderPush> folders = List.of();
    private @Nullable Failure unreachable;
    private @Nullable ObjectId offline;

    SyncRun(GitPushOptions options, Interruption interruption, Progress progress) {
        this.options = options;
        this.interruption = interruption;
        this.progress = progress;
    }

    GitPushOptions options() {
        return options;
    }

    Interruption interruption() {
        return interruption;
    }

    Progress progress() {
        return progress;
    }

    /** The run's id on this device, digits. */
    String id() {
        return id;
    }

    void id(String run) {
        this.id = run;
    }

    synchronized void problem(Problem problem) {
        problems.add(problem);
    }

    /** What could not be handled, each once, in the order in which it came up. */
    synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    synchronized void count(String name, long amount) {
        counts.merge(name, amount, Long::sum);
    }

    synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** Why the remote could not be reached; what can be done without it goes on. */
    @Nullable Failure unreachable() {
        return unreachable;
    }

    void unreachable(@Nullable Failure failure) {
        this.unreachable = failure;
    }

    /** A commit that an earlier run made and could not push. */
    @Nullable ObjectId offline() {
        return offline;
    }

    void offline(@Nullable ObjectId commit) {
        this.offline = commit;
    }

    /** The repositories with files of the user's own. */
    List<FolderPush> folders() {
        return folders;
    }

    void folders(List<FolderPush> all) {
        this.folders = List.copyOf(all);
    }

    /** What a dry run would commit, as a diff. */
    String diff() {
        return diff;
    }

    void diff(String text) {
        this.diff += text;
    }
}
