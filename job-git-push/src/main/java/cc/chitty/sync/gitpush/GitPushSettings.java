package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.remote.HttpProxy;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.gitpush.repository.Author;
import cc.chitty.sync.gitpush.repository.Signing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a person can set of {@code git-push}.
 *
 * @param remote its URL without credentials; empty: not set up
 * @param author name and e-mail address of the commits; what is missing comes from the user's git
 * @param message first line of the commits
 * @param deadline for each call of the remote
 * @param attempts how often a push is tried when other devices are faster, 1 to 100
 * @param largestFile a file of this size is refused before it is committed; 0 for no limit
 * @param repositories more of them, for files of the user's own
 */
@ConfigurationProperties(value = "chittysync.git-push", ignoreUnknownFields = false)
public record GitPushSettings(
        @DefaultValue("") String remote,
        @DefaultValue("main") String branch,
        @DefaultValue Person author,
        @DefaultValue("sync: auto todos [skip ci]") String message,
        @DefaultValue Access access,
        @DefaultValue("2m") Duration deadline,
        @DefaultValue("8") int attempts,
        @DefaultValue("100MB") DataSize largestFile,
        @DefaultValue List<Folder> repositories) {

    /**
     * Files of the user's that go into a repository of their own. They are read, never written.
     *
     * @param name lower-case letters, digits and hyphens; each name once
     * @param root the directory below which the files are, absolute; what is in the repository is named from there
     * @param files patterns of paths below it, as {@code notes/**} or {@code *.md}
     */
    public record Folder(
            String name,
            String remote,
            @DefaultValue("main") String branch,
            Path root,
            List<String> files,
            @DefaultValue("sync: chosen files [skip ci]") String message) {

        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");

        public Folder {
            require(NAME.matcher(name).matches(), "a name has lower-case letters, digits and hyphens, not " + name);
            require(root.isAbsolute(), "the root of " + name + " must be an absolute path");
            require(!files.isEmpty(), name + " names no files");
            requireBranch(branch);
            RemoteAddress.of(remote);
            files = List.copyOf(files);
        }
    }

    /**
     * Who the commits are by.
     *
     * @param signingKey what they are signed with; null, as by default: they are not
     * @param signingFormat whether that is a key of OpenPGP or the file of one of SSH
     */
    public record Person(
            @Nullable String name,
            @Nullable String email,
            @Nullable String signingKey,
            @DefaultValue("openpgp") Signing.Format signingFormat) {

        /** The author of this person's commits. */
        Author author(Path home, String device) {
            return Author.of(name, email, new Signing(signingKey, signingFormat), home, device);
        }
    }

    /**
     * How the remote lets us in.
     *
     * @param user that goes with a token
     * @param tokenVariable the environment variable with the token
     * @param tokenFile a file with the token, mode 0600; before the variable
     * @param credentialHelper whether to ask {@code git credential fill} when there is no token
     * @param sshKey the private key to use, mode 0600; else the usual ones and the agent's
     * @param proxy for HTTP, as {@code host:port}
     */
    public record Access(
            @DefaultValue("x-access-token") String user,
            @DefaultValue("CHITTYSYNC_GIT_TOKEN") String tokenVariable,
            @Nullable Path tokenFile,
            @DefaultValue("true") boolean credentialHelper,
            @Nullable Path sshKey,
            @Nullable String proxy) {}

    public GitPushSettings {
        repositories = List.copyOf(repositories);
        long names = repositories.stream().map(Folder::name).distinct().count();
        require(names == repositories.size(), "two of them have one name");
        if (attempts < 1 || attempts > 100) {
            throw new IllegalArgumentException("chittysync.git-push.attempts must be 1 to 100, is " + attempts);
        }
        if (deadline.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("chittysync.git-push.deadline must be 1 s or more, is " + deadline);
        }
        requireBranch(branch);
        if (!remote.isEmpty()) {
            RemoteAddress.of(remote);
        }
        if (access.proxy() != null) {
            HttpProxy.of(access.proxy());
        }
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException("chittysync.git-push.repositories: " + wrong);
        }
    }

    private static void requireBranch(String branch) {
        if (!branch.matches("[A-Za-z0-9][A-Za-z0-9._/-]*")) {
            throw new IllegalArgumentException("chittysync.git-push: not a branch's name: " + branch);
        }
    }

    boolean isSetUp() {
        return !remote.isEmpty();
    }
}
