package cc.chitty.sync.kernel.snapshot;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A complete snapshot, as its manifest tells.
 *
 * @param id its name and time
 * @param job the job that was about to replace the files
 * @param run the run of that job
 * @param files in order of their paths
 */
public record Snapshot(SnapshotId id, String job, String run, List<Kept> files) {

    private static final String FILE = "file.";

    public Snapshot {
        files = List.copyOf(files);
    }

    /**
     * Writes the manifest, and so makes it a snapshot.
     *
     * @param directories all that it holds is in, to be durable before
     * @param parent where its own directory is
     */
    void write(Path manifest, Collection<Path> directories, Path parent) {
        Map<String, String> values = new TreeMap<>(
                Map.of("job", job, "run", run, "instant", id.instant().toString()));
        for (Kept file : files) {
            values.put(FILE + file.path(), (file.how() + " " + file.size() + " " + file.mode()).strip());
        }
        DurableFile.replace(manifest, PropertiesFile.bytes(values), directories, List.of(parent));
    }

    static Snapshot read(SnapshotId id, Path manifest) {
        Map<String, String> values = PropertiesFile.read(manifest).orElseThrow(() -> noSuch(id));
        List<Kept> files = new ArrayList<>();
        values.forEach((name, value) -> {
            if (name.startsWith(FILE)) {
                files.add(parse(manifest, name.substring(FILE.length()), value.split(" ", -1)));
            }
        });
        return new Snapshot(id, values.getOrDefault("job", ""), values.getOrDefault("run", ""), files);
    }

    private static Kept parse(Path manifest, String path, String[] parts) {
        try {
            Kept.How how = Kept.How.valueOf(parts[0].toUpperCase(Locale.ROOT));
            Kept kept = new Kept(Path.of(path), how, Long.parseLong(parts[1]), how == Kept.How.ABSENT ? "" : parts[2]);
            if (!Snapshots.isInside(kept.path()) || kept.size() < 0) {
                throw new IllegalArgumentException(path);
            }
            return kept;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            String remedy = "Use another snapshot; see 'snapshots'.";
            throw new Failure(FailureCategory.DAMAGED, "read " + manifest, "no sense in '" + path + "'", remedy, e);
        }
    }

    static Failure noSuch(SnapshotId id) {
        return new Failure(FailureCategory.USAGE, "find snapshot " + id, "there is none", "List the snapshots first.");
    }
}
