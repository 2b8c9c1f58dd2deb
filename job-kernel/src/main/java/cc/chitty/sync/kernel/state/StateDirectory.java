package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The one directory in which everything of ChittySync is kept: {@code $CHITTYSYNC_HOME}, else {@code ~/.chittychat}. Mode 0700, local file
 * system. Paths only; who owns the directory at the moment is {@code OwnerLock}'s matter. Paths are absolute and without symbolic links in
 * front of their last name.
 */
public final class StateDirectory {

    public static final String VARIABLE = "CHITTYSYNC_HOME";

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z-]*");

    private final Path root;
    private final List<Problem> repairs;

    private StateDirectory(Path root, List<Problem> repairs) {
        this.root = root;
        this.repairs = List.copyOf(repairs);
    }

    /**
     * Finds the directory, creates what is missing, and checks that it is private and local.
     *
     * @throws Failure USAGE for a relative setting, a network or FUSE file system, or a directory of somebody else's that others can
     *     enter; NOT_SET_UP when this JVM cannot speak UTF-8 file names
     */
    public static StateDirectory open(Map<String, String> environment, Path home) {
        FileSystems.requireUtf8Names(System.getProperty("sun.jnu.encoding", ""));
        Path wanted = wanted(environment, home);
        FileSystems.requireLocal(wanted);
        List<Problem> repairs = new ArrayList<>();
        PrivateDirectory.ensure(wanted, repairs);
        StateDirectory state = new StateDirectory(real(wanted), repairs);
        state.directories().forEach(directory -> PrivateDirectory.ensure(directory, repairs));
        return new StateDirectory(state.root, repairs);
    }

    /** Where it is or would be. Creates and checks nothing: for who only looks. */
    public static StateDirectory find(Map<String, String> environment, Path home) {
        Path wanted = wanted(environment, home);
        return new StateDirectory(Files.exists(wanted) ? real(wanted) : wanted, List.of());
    }

    private static Path wanted(Map<String, String> environment, Path home) {
        String set = environment.getOrDefault(VARIABLE, "");
        Path wanted = set.isBlank() ? home.toAbsolutePath().resolve(".chittychat") : Path.of(set);
        if (!wanted.isAbsolute()) {
            String remedy = "Write the whole path, beginning with '/'; '~' is not expanded here.";
            throw new Failure(FailureCategory.USAGE, "use " + VARIABLE, "'" + set + "' is not absolute", remedy);
        }
        return wanted.normalize();
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw StorageFailure.of("find", directory, e);
        }
    }

    private List<Path> directories() {
        return List.of(devices(), lifecycle(), spool(), staging(), snapshots(), database(), logs(), hooks());
    }

    public Path root() {
        return root;
    }

    /** What was too open and was closed by {@link #open}; to be told to the person. */
    public List<Problem> repairs() {
        return repairs;
    }

    /** A path relative to {@link #root()}; for messages and manifests. */
    public Path relative(Path inside) {
        return root.relativize(inside);
    }

    /** Journals, one or more files per device. */
    public Path devices() {
        return root.resolve("devices");
    }

    public Path lifecycle() {
        return root.resolve("lifecycle");
    }

    public Path todosView() {
        return root.resolve("todos.json");
    }

    public Path projectsView() {
        return root.resolve("project-coordination.json");
    }

    public Path conflictsView() {
        return root.resolve("conflicts.json");
    }

    public Path spool() {
        return root.resolve("spool");
    }

    public Path staging() {
        return root.resolve("staging");
    }

    public Path snapshots() {
        return root.resolve("snapshots");
    }

    public Path database() {
        return root.resolve("database");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What the agents' hooks and we leave for each other. */
    public Path hooks() {
        return root.resolve("hooks");
    }

    /** Launcher, hooks and jar as installed. */
    public Path programs() {
        return root.resolve("bin");
    }

    /** Record and backups of an installation. */
    public Path installation() {
        return root.resolve("install");
    }

    public Path ownerLock() {
        return lockFile("owner");
    }

    /** What the owner tells about itself; the lock file is never opened for that. */
    public Path ownerProperties() {
        return root.resolve("owner.properties");
    }

    public Path ownerSocket() {
        return root.resolve("owner.sock");
    }

    /** Where the launcher, a shell script, hands commands over. */
    public Path shellSocket() {
        return root.resolve("shell.sock");
    }

    public Path deviceProperties() {
        return root.resolve("device.properties");
    }

    /** A file to lock. Never read it, never delete it, never open it a second time while it is locked: each of these loses the lock. */
    public Path lockFile(String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain name: " + name);
        }
        return root.resolve(name + ".lock");
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
