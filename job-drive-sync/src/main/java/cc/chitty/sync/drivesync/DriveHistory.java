package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.gitpush.mirror.MirrorRepository;
import cc.chitty.sync.gitpush.mirror.MirrorVersion;
import cc.chitty.sync.kernel.run.Failure;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is remembered of mirrors: the versions of files, and the conflicts that are left. */
public final class DriveHistory {

    private static final Pattern COPY = Pattern.compile("\\.conflict-(\\d{8}T\\d{4}Z)(?:-\\d+)?(?=\\.[^./]*$|$)");

    private final DriveParts parts;
    private final Versions versions;

    DriveHistory(DriveParts parts, Versions versions) {
        this.parts = parts;
        this.versions = versions;
    }

    /**
     * The versions of a file of a mirror, the newest first.
     *
     * @throws Failure USAGE for a name that no remote has
     */
    public List<MirrorVersion> versions(String remote, String path) {
        try (MirrorRepository repository = open(remote)) {
            return repository.history().versions(path);
        }
    }

    /**
     * Writes a file as it was at a commit.
     *
     * @throws Failure USAGE if there is no such remote or commit, or it has no such file
     */
    public void content(String remote, String path, String commit, OutputStream out) {
        try (MirrorRepository repository = open(remote)) {
            repository.history().content(commit, path, out);
        }
    }

    private MirrorRepository open(String remote) {
        return versions.open(parts.of(parts.remote(remote)));
    }

    /** The names of all remotes. */
    public List<String> remotes() {
        return parts.remotes(List.of()).stream().map(RemoteSettings::name).toList();
    }

    /**
     * A copy that a conflict left in a mirror.
     *
     * @param path the file that has the name
     * @param copy the other version
     * @param orphaned whether the file that had the name is gone
     * @param at as {@code 20261127T2030Z}
     */
    public record Conflict(String remote, String path, String copy, String at, long bytes, boolean orphaned) {}

    /** The copies that are still there; one goes when a person has renamed or deleted it. */
    public List<Conflict> conflicts() {
        List<Conflict> conflicts = new ArrayList<>();
        for (RemoteSettings remote : parts.remotes(List.of())) {
            Map<String, MirrorState> files = parts.of(remote).mirror().list().files();
            files.forEach((copy, state) -> {
                Matcher mark = COPY.matcher(copy);
                if (mark.find()) {
                    String path = mark.replaceFirst("");
                    conflicts.add(new Conflict(
                            remote.name(), path, copy, mark.group(1), state.size(), !files.containsKey(path)));
                }
            });
        }
        return conflicts;
    }
}
