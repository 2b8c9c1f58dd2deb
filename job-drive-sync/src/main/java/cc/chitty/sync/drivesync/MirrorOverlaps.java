package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds mirrors that hold other files than their own: another mirror's, those of a remote that is a folder of this machine, with
 * which a mirror in it would grow from run to run, or the state directory's. Real paths are compared, so that a link does not hide it.
 */
record MirrorOverlaps(DrivePlace place) {

    /** Said of a mirror that overlaps. */
    static final String REMEDY = "Give it a directory of its own: chittysync.drive-sync.remotes[...].mirror.";

    /**
     * One mirror that is not for itself.
     *
     * @param name of its remote
     */
    record Overlap(String name, String what) {}

    List<Overlap> among(List<RemoteSettings> remotes) {
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 0; i < remotes.size(); i++) {
            RemoteSettings remote = remotes.get(i);
            for (RemoteSettings other : remotes.subList(0, i)) {
                if (touch(mirror(remote), mirror(other))) {
                    overlaps.add(overlap(remote, "and the mirror of " + other.name() + ", " + place.mirror(other)));
                }
            }
            if (RemotePath.local(remote.remote())
                    .filter(it -> touch(mirror(remote), real(it)))
                    .isPresent()) {
                overlaps.add(overlap(remote, "and its remote " + remote.remote()));
            }
            if (isOurs(mirror(remote))) {
                overlaps.add(overlap(
                        remote, "and what ChittySync keeps in " + place.state().root()));
            }
        }
        return overlaps;
    }

    /** @throws Failure USAGE if there is any */
    void requireNone(List<RemoteSettings> remotes) {
        for (Overlap overlap : among(remotes)) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "use the settings of " + overlap.name(),
                    overlap.what(),
                    "Nothing was changed. " + REMEDY);
        }
    }

    private Overlap overlap(RemoteSettings remote, String other) {
        return new Overlap(
                remote.name(), "its mirror " + place.mirror(remote) + " " + other + " are in one another, or the same");
    }

    private Path mirror(RemoteSettings remote) {
        return real(place.mirror(remote));
    }

    private static boolean touch(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /** In the state directory there is room for mirrors, but between them lie the repositories of their versions. */
    private boolean isOurs(Path mirror) {
        Path root = real(place.state().root());
        Path mirrors = real(DrivePlace.mirrors(place.state()));
        boolean roomForMirrors = mirror.startsWith(mirrors)
                && !mirror.equals(mirrors)
                && !mirrors.relativize(mirror).getName(0).toString().endsWith(".git");
        return touch(mirror, root) && !roomForMirrors;
    }

    /** With the links in what there is of it followed. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        while (!Files.exists(there)) {
            Path above = there.getParent();
            if (above == null) {
                return absolute;
            }
            there = above;
        }
        try {
            return there.toRealPath().resolve(there.relativize(absolute));
        } catch (IOException e) {
            throw StorageFailure.of("look at", there, e);
        }
    }
}
