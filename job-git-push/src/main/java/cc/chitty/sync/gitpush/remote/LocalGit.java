package cc.chitty.sync.gitpush.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.util.QuotedString;

/**
 * The user's git as the receiving side of a repository on this machine. JGit would receive in this process, where neither the
 * repository's hooks nor its configuration of what it takes have a say; it does so where it is asked for no other program.
 */
record LocalGit(Map<String, String> environment) {

    /** What to run, as a shell takes it; empty where there is no git on the user's path. */
    Optional<String> receiving() {
        for (String directory :
                environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            Path git = Path.of(directory, "git");
            if (git.isAbsolute() && Files.isExecutable(git) && !Files.isDirectory(git)) {
                return Optional.of(QuotedString.BOURNE.quote(git.toString()) + " receive-pack");
            }
        }
        return Optional.empty();
    }
}
