package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.Publicness;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** {@code git-push init}: looks at a remote and, if it is empty or ours, makes it the one of this device. */
public final class GitPushSetup {

    private static final String REMOTE = "chittysync.git-push.remote";
    private static final String BRANCH = "chittysync.git-push.branch";

    /** What somebody may have put into a repository that is meant for ours when they made it. */
    private static final Set<String> HARMLESS =
            Set.of("README.md", "README", "LICENSE", "LICENSE.md", ".gitignore", Layout.ATTRIBUTES);

    private final SyncParts parts;

    GitPushSetup(SyncParts parts) {
        this.parts = parts;
    }

    /**
     * What was found.
     *
     * @param joined whether other devices are there already
     * @param publicness whether everybody can read it, which the person is to be told
     */
    public record Found(boolean joined, Publicness publicness) {}

    /**
     * Makes the remote the one of this device, by writing the state directory's settings.
     *
     * @throws Failure REFUSED if it holds something else; USAGE for a wrong URL; whatever the remote says
     */
    public Found init(String url, String branch) {
        RemoteAddress address = RemoteAddress.of(url);
        GitRemote remote = parts.remote(address, SecretFiles.of(parts.place().state()), branch);
        Optional<ObjectId> tip = remote.tip();
        boolean joined = tip.isPresent() && isOurs(address, remote, tip.get(), branch);
        if (tip.isEmpty() && !remote.isEmpty()) {
            throw refused(address, "it has branches, but none named " + branch);
        }
        write(url, branch);
        return new Found(joined, Publicness.of(address));
    }

    private boolean isOurs(RemoteAddress address, GitRemote remote, ObjectId tip, String branch) {
        SyncPlace place = parts.place();
        try (OwnRepository repository =
                OwnRepository.open(place.repository(), branch, place.clock().instant())) {
            remote.fetch(repository.git(), tip);
            Set<String> files = new RepositoryTree(repository).files(tip).keySet();
            boolean ours = files.contains(Layout.FORMAT_FILE);
            if (!ours && !HARMLESS.containsAll(files)) {
                throw refused(address, "it holds something else");
            }
            return ours;
        }
    }

    private static Failure refused(RemoteAddress address, String seen) {
        return new Failure(
                FailureCategory.REFUSED,
                "use " + address,
                seen,
                "Make an empty private repository for the todos, and name that one. Nothing was changed.");
    }

    private void write(String url, String branch) {
        Path file = parts.place().state().root().resolve("settings.properties");
        List<String> lines = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
        lines.removeIf(line -> sets(line, REMOTE) || sets(line, BRANCH));
        lines.add(REMOTE + "=" + url.replace("\\", "\\\\"));
        lines.add(BRANCH + "=" + branch);
        DurableFile.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean sets(String line, String name) {
        String rest = line.strip();
        return rest.startsWith(name) && rest.substring(name.length()).matches("\\s*[=:].*");
    }
}
