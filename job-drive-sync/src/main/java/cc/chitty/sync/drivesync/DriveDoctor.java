package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.rclone.Capabilities;
import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** {@code drive-sync doctor}: looks at rclone, its configuration, each remote, its versions and where they go. Changes nothing. */
public final class DriveDoctor {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final DriveParts parts;
    private final Versions versions;

    DriveDoctor(DriveParts parts, Versions versions) {
        this.parts = parts;
        this.versions = versions;
    }

    /**
     * Looks at the named remotes, at all where none is named.
     *
     * @throws Failure NOT_SET_UP without a remote, USAGE for a name that none has
     */
    public List<Finding> findings(List<String> names, Interruption interruption) {
        List<RemoteSettings> remotes = parts.named(names);
        Rclone rclone = parts.of(remotes.get(0)).rclone(interruption);
        List<Finding> findings = new ArrayList<>(tried("rclone", () -> program(rclone)));
        boolean works = findings.stream().noneMatch(it -> it.level() == Finding.Level.WRONG);
        findings.addAll(tried("configuration", this::configuration));
        if (!works) {
            findings.add(Finding.note(
                    "remotes", "they were not looked at: that needs an rclone that works", "Look again when it does."));
        } else {
            for (RemoteSettings remote : remotes) {
                findings.addAll(tried(remote.name(), () -> remote(remote, rclone)));
                findings.addAll(tried(remote.name(), () -> git(parts.of(remote))));
            }
        }
        for (RemoteSettings remote : remotes) {
            findings.addAll(tried(
                    remote.name(),
                    () -> new StoredVersions(parts.of(remote))
                            .finding().stream().toList()));
        }
        parts.overlaps()
                .among(parts.settings().remotes())
                .forEach(it -> findings.add(Finding.wrong(it.name(), it.what(), MirrorOverlaps.REMEDY)));
        return findings;
    }

    private static List<Finding> tried(String check, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (Failure e) {
            return List.of(Finding.wrong(check, String.valueOf(e.getMessage()), e.remedy()));
        }
    }

    private static List<Finding> program(Rclone rclone) {
        Capabilities capabilities = Capabilities.of(rclone);
        capabilities.require();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("rclone", capabilities.version()));
        capabilities.costs().forEach(cost -> findings.add(Finding.note("rclone", cost, "")));
        return findings;
    }

    private List<Finding> configuration() {
        Path config = parts.of(parts.settings().remotes().get(0)).program().config();
        if (!Files.exists(config)) {
            return List.of(Finding.note(
                    "configuration",
                    config + " is not there",
                    "'rclone config' makes it; paths of this machine need none."));
        }
        try {
            boolean open = Files.getPosixFilePermissions(config).stream().anyMatch(OTHERS::contains);
            return List.of(
                    open
                            ? Finding.wrong(
                                    "configuration",
                                    config + " can be read by others",
                                    "Run 'chmod 600 " + config + "'.")
                            : Finding.ok("configuration", config.toString()));
        } catch (IOException e) {
            throw StorageFailure.of("look at", config, e);
        }
    }

    private List<Finding> remote(RemoteSettings settings, Rclone rclone) {
        Parts remote = parts.of(settings);
        RemoteFacts facts = remote.facts(rclone);
        Listed<RemoteState> listed =
                remote.files(rclone, facts).list(settings.direction().writesRemote());
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                settings.name(),
                settings.remote() + " has " + listed.files().size() + " files; "
                        + settings.direction().name().toLowerCase(Locale.ROOT) + ", mirror "
                        + remote.mirror().root()));
        findings.add(changes(settings, facts));
        for (Problem problem : listed.problems()) {
            findings.add(Finding.wrong(
                    settings.name(),
                    problem.where() + " " + problem.what(),
                    "Rename it, or leave it out by a filter."));
        }
        findings.addAll(documents(settings, listed));
        findings.addAll(new RemoteAccount(settings, rclone).findings());
        return findings;
    }

    private List<Finding> git(Parts remote) {
        return versions.remote(remote)
                .map(git -> List.of(new GitRemoteCheck(remote, git).finding()))
                .orElse(List.of());
    }

    private static Finding changes(RemoteSettings settings, RemoteFacts facts) {
        String hash = facts.features().hash();
        boolean byHash = hash != null
                && switch (settings.compare()) {
                    case AUTO -> !facts.features().slowHashes();
                    case HASH -> true;
                    case TIME -> false;
                };
        return byHash
                ? Finding.ok(settings.name(), "changes are noticed by " + hash)
                : Finding.note(
                        settings.name(),
                        "changes are noticed by size and time: one that keeps both is not seen",
                        hash == null ? "" : "Set compare=hash; then every run has the remote read all contents.");
    }

    private static List<Finding> documents(RemoteSettings settings, Listed<RemoteState> listed) {
        long documents =
                listed.files().values().stream().filter(file -> file.size() < 0).count();
        if (documents == 0) {
            return List.of();
        }
        String what = documents + " Google documents are taken as "
                + (settings.gdocs() == RemoteSettings.GoogleDocs.EXPORT ? "exports, noticed by time" : "links");
        return List.of(Finding.note(settings.name(), what, "gdocs sets it: skip, link or export."));
    }
}
