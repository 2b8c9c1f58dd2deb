package cc.chitty.sync.gpusync.snapshot;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The manifests of one peer's snapshots, as this machine keeps them: {@code snapshots/<id>.jsonl} in the peer's directory. */
public final class SnapshotIndex {

    private static final String ENDING = ".jsonl";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;

    /** @param peer the peer's directory in the state directory */
    public SnapshotIndex(Path peer) {
        this.directory = peer.resolve("snapshots");
    }

    /** A snapshot's name: sorts by time. */
    static String id(Instant at, long run) {
        return SnapshotPlaces.PREFIX + TIME.format(at) + "-" + run;
    }

    /** The time in a snapshot's name. */
    public static Instant at(String id) {
        return Instant.from(TIME.parse(
                id.substring(SnapshotPlaces.PREFIX.length(), id.indexOf('-', SnapshotPlaces.PREFIX.length()))));
    }

    /**
     * The name of a new one. It sorts behind all that there are, of this peer and of others, also when the clock went back: the order
     * of snapshots is that in which they were taken.
     */
    public String next(Instant now, long run) {
        Instant free = newest().map(id -> at(id).plusMillis(1)).orElse(now);
        return id(free.isAfter(now) ? free : now, run);
    }

    private Optional<String> newest() {
        Path peers = directory.resolveSibling("..").normalize();
        if (!Files.isDirectory(peers)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(peers)) {
            return all.flatMap(peer -> new SnapshotIndex(peer).ids().stream().limit(1))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw StorageFailure.of("list", peers, e);
        }
    }

    public static boolean isId(String text) {
        return text.matches("sync-\\d{8}T\\d{6}\\.\\d{3}Z-\\d{1,18}");
    }

    public boolean has(String id) {
        return Files.exists(file(id));
    }

    /** Writes a manifest durably; before the first change. */
    public void write(Manifest manifest) {
        PrivateDirectory.create(directory);
        DurableFile.replace(file(manifest.head().id()), manifest::write);
    }

    /** A manifest as it was written: it is made once and has no place in memory to grow in. */
    public byte[] bytes(String id) {
        try {
            return Files.readAllBytes(file(id));
        } catch (IOException e) {
            throw StorageFailure.of("read", file(id), e);
        }
    }

    /**
     * Reads one.
     *
     * @throws Failure USAGE if there is none, DAMAGED if it makes no sense
     */
    public Manifest read(String id) {
        return read(id, Manifest::read);
    }

    private interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    private <T> T read(String id, Reading<T> reading) {
        if (!isId(id) || !has(id)) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "find the snapshot " + id,
                    "there is none",
                    "`gpu-sync snapshots` lists them.");
        }
        try (InputStream in = Files.newInputStream(file(id))) {
            return reading.of(in);
        } catch (IOException e) {
            throw StorageFailure.of("read", file(id), e);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    FailureCategory.DAMAGED,
                    "read " + file(id),
                    String.valueOf(e.getMessage()),
                    "The same is in manifest.jsonl of the snapshot's directory on each side.",
                    e);
        }
    }

    /** Names, the newest first. */
    public List<String> ids() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(SnapshotIndex::isId)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw StorageFailure.of("list", directory, e);
        }
    }

    /** The newest one that was taken by a sync, not by a rollback. */
    public Optional<String> lastSync() {
        return ids().stream()
                .filter(id -> read(id, Manifest::readHead).restores().isEmpty())
                .findFirst();
    }

    /** Those that can be read, the newest first. */
    public List<Manifest> all(Consumer<Problem> problems) {
        return all(problems, Manifest::read);
    }

    /** What those that can be read tell of themselves, the newest first. */
    public List<SnapshotHead> heads(Consumer<Problem> problems) {
        return all(problems, Manifest::readHead);
    }

    private <T> List<T> all(Consumer<Problem> problems, Reading<T> reading) {
        List<T> all = new ArrayList<>();
        for (String id : ids()) {
            try {
                all.add(read(id, reading));
            } catch (Failure e) {
                problems.accept(new Problem(file(id).toString(), String.valueOf(e.getMessage())));
            }
        }
        return all;
    }

    /** Forgets one, whose directories are gone. */
    public void forget(String id) {
        DurableFile.delete(file(id));
    }

    private Path file(String id) {
        return directory.resolve(id + ENDING);
    }
}
