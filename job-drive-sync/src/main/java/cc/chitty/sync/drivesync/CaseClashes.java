package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Names;
import cc.chitty.sync.drivesync.plan.Sides;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Leaves names alone that would be one file where the mirror's file system ignores case or composition, as on a Mac. */
record CaseClashes(MirrorFiles mirror, Staging staging) {

    Sides without(Sides sides, Consumer<Problem> problems) {
        if (!isBlind()) {
            return sides;
        }
        return blocked(sides, problems);
    }

    static Sides blocked(Sides sides, Consumer<Problem> problems) {
        Set<String> paths = new TreeSet<>(sides.remote().keySet());
        paths.addAll(sides.mirror().keySet());
        TreeSet<String> blocked = new TreeSet<>(sides.blocked());
        Map<String, String> first = new HashMap<>();
        for (String path : paths) {
            String other = first.putIfAbsent(Names.folded(path), path);
            if (other != null) {
                problems.accept(new Problem(path, "would be the same file as " + other + " here; both are left alone"));
                blocked.add(path);
                blocked.add(other);
            }
        }
        return new Sides(sides.base(), sides.mirror(), sides.remote(), blocked);
    }

    /** Tried out: nothing tells it. */
    private boolean isBlind() {
        Path directory = Files.isDirectory(mirror.root()) ? mirror.root() : staging.root();
        Path probe = directory.resolve(".case.0123456789abcdef.tmp");
        try {
            Files.deleteIfExists(probe);
            Files.createFile(probe);
            boolean blind = Files.exists(directory.resolve(".CASE.0123456789ABCDEF.TMP"));
            Files.delete(probe);
            return blind;
        } catch (IOException e) {
            throw StorageFailure.of("write to", directory, e);
        }
    }
}
