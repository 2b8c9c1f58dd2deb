package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.ViewRefresh;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.gitpush.remote.Connections;
import cc.chitty.sync.gitpush.remote.Credentials;
import cc.chitty.sync.gitpush.remote.Deadline;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.HttpProxy;
import cc.chitty.sync.gitpush.remote.JGitRemote;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.gitpush.repository.Author;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.util.List;

/** Puts a run's objects together from settings and surroundings. */
record SyncParts(GitPushSettings settings, SyncPlace place, Surroundings where, ViewRefresh refresh) {

    /**
     * The steps.
     *
     * @throws Failure NOT_SET_UP where there is no remote
     */
    Sync sync() {
        SecretFilter secrets = SecretFiles.of(place.state());
        return new Sync(place, settings(settings.branch(), settings.message()), remote(secrets), refresh, secrets);
    }

    /** The repositories with files of the user's own. */
    List<FolderPush> folders() {
        SecretFilter secrets = SecretFiles.of(place.state());
        return settings.repositories().stream()
                .map(folder -> new FolderPush(
                        folder,
                        place.of(folder),
                        settings(folder.branch(), folder.message()),
                        remote(RemoteAddress.of(folder.remote()), secrets, folder.branch()),
                        secrets))
                .toList();
    }

    private SyncSettings settings(String branch, String message) {
        Author author = settings.author().author(where.home(), place.device());
        return new SyncSettings(branch, author, message, settings.largestFile().toBytes(), settings.attempts());
    }

    private GitRemote remote(SecretFilter secrets) {
        if (!settings.isSetUp()) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "run git-push",
                    "no remote is set",
                    "Make an empty private repository and run 'git-push init URL'.");
        }
        return remote(RemoteAddress.of(settings.remote()), secrets, settings.branch());
    }

    GitRemote remote(RemoteAddress address, SecretFilter secrets, String branch) {
        GitPushSettings.Access access = settings.access();
        Credentials credentials = new Credentials(
                access.user(),
                access.tokenFile(),
                access.tokenVariable(),
                access.credentialHelper(),
                where.environment());
        String agent = where.environment().getOrDefault("SSH_AUTH_SOCK", "");
        Connections connections = new Connections(
                address,
                credentials,
                new Connections.SshPlace(where.home(), access.sshKey(), agent),
                access.proxy() == null ? null : HttpProxy.of(access.proxy()),
                settings.deadline());
        return new JGitRemote(address, branch, connections, new Deadline(settings.deadline()), secrets);
    }
}
