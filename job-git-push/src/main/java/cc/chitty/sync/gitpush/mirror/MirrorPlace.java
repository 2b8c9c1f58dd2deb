package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a mirror is and where its history is.
 *
 * @param name lower-case letters, digits and hyphens, at most 41
 * @param directory the mirror, absolute; only read, but by a restore
 * @param repository the bare repository with its history, outside of the mirror
 * @param branch of the repository and of its remote
 */
public record MirrorPlace(String name, Path directory, Path repository, String branch) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");

    public MirrorPlace {
        require(NAME.matcher(name).matches(), "a mirror's name has lower-case letters, digits and hyphens");
        require(BRANCH.matcher(branch).matches(), "not a branch's name: " + branch);
        require(directory.isAbsolute() && repository.isAbsolute(), "the directory must be an absolute path");
        require(!repository.startsWith(directory), "the mirror must not hold its own history");
    }

    /** With the repository in the state directory, as {@code mirrors/<name>.git}. */
    public static MirrorPlace of(StateDirectory state, String name, Path directory, String branch) {
        Path repository = state.root().resolve("mirrors").resolve(name + ".git");
        return new MirrorPlace(name, directory, repository, branch);
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new Failure(FailureCategory.USAGE, "use the mirror", wrong, "Look at its settings.");
        }
    }

    /** What is known of the mirror's files; in the repository, as its ids are that one's. */
    Path knownFiles() {
        return repository.resolve("chittysync-files");
    }
}
