package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.util.FS;

/**
 * Objects on their way into the repository. Their packs are written in a directory beside it and move in when they are whole
 * and on disk: a pack that a power cut has emptied would be taken for one that has its objects. What a killed run left is
 * deleted by the next.
 */
final class IncomingObjects implements AutoCloseable {

    /** From this size on a pack stays as it is when small ones are packed together. */
    private static final long LARGE_PACK = 32L << 20;

    private static final String DIRECTORY = "incoming";

    private final OwnRepository repository;
    private final Path directory;
    private final ObjectDirectory objects;
    private final List<PackInserter> inserters = new ArrayList<>();

    private IncomingObjects(OwnRepository repository, Path directory, ObjectDirectory objects) {
        this.repository = repository;
        this.directory = directory;
        this.objects = objects;
    }

    static IncomingObjects into(OwnRepository repository) {
        Path directory = repository.directory().resolve(DIRECTORY);
        try {
            clear(directory);
            PrivateDirectory.create(directory.resolve("pack"));
            ObjectDirectory objects =
                    new ObjectDirectory(repository.git().getConfig(), directory.toFile(), null, FS.DETECTED, null);
            return new IncomingObjects(repository, directory, objects);
        } catch (IOException e) {
            throw GitFailure.of("write to", directory, e);
        }
    }

    /** Deletes what a killed run has left. */
    static void discard(OwnRepository repository) {
        Path left = repository.directory().resolve(DIRECTORY);
        try {
            clear(left);
        } catch (IOException e) {
            throw GitFailure.of("delete", left, e);
        }
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            DirectoryTree.delete(directory);
        }
    }

    Path directory() {
        return directory;
    }

    /** The present, by the clock that gives files their times: nanoseconds since 1970. */
    long now() throws IOException {
        Path probe = Files.createTempFile(directory, "now", null);
        try {
            return Files.getLastModifiedTime(probe).to(TimeUnit.NANOSECONDS);
        } finally {
            Files.delete(probe);
        }
    }

    /** One more pack, for one thread. */
    synchronized PackInserter pack(int compression) {
        PackInserter inserter = objects.newPackInserter();
        inserter.checkExisting(false); // by its own reckoning nothing exists
        inserter.setCompressionLevel(compression);
        inserters.add(inserter);
        return inserter;
    }

    /** Whether the repository has it already. */
    boolean isKnown(ObjectId id) {
        return repository.objects().has(id);
    }

    /** The content of a blob that the repository has; not for large ones. */
    byte[] known(ObjectId id) throws IOException {
        return repository.git().open(id, Constants.OBJ_BLOB).getCachedBytes();
    }

    /** Writes into that pack what the repository has not. */
    ObjectInserter onlyNew(PackInserter pack) {
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return pack;
            }

            @Override
            public ObjectId insert(int type, byte[] data, int offset, int length) throws IOException {
                ObjectId id = idFor(type, data, offset, length);
                return isKnown(id) ? id : pack.insert(type, data, offset, length);
            }
        };
    }

    /** From here on the objects are in the repository, whatever happens. */
    void publish() {
        try {
            for (PackInserter inserter : inserters) {
                inserter.flush();
            }
            List<Path> files = files();
            if (files.isEmpty()) {
                return;
            }
            DurableFile.syncAll(files);
            Path packs = repository.objects().getPackDirectory().toPath();
            for (Path file : files) {
                move(file, packs.resolve(file.getFileName()));
            }
            DurableFile.sync(packs);
        } catch (IOException e) {
            throw GitFailure.of("write objects to", repository.directory(), e);
        }
    }

    /** Packs before their indexes: a pack counts from the moment when it has one. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(objects.getPackDirectory().toPath())) {
            return all.sorted((a, b) -> rank(a) == rank(b) ? a.compareTo(b) : Integer.compare(rank(a), rank(b)))
                    .toList();
        }
    }

    private static int rank(Path file) {
        return file.toString().endsWith(".pack") ? 0 : 1;
    }

    /** Packs are named by what is in them, so one that is there already, with its index, is as good. */
    private void move(Path file, Path target) throws IOException {
        if (Files.exists(target.resolveSibling(stem(target) + ".idx"))) {
            return;
        }
        boolean isPack = rank(file) == 0;
        Path keep = target.resolveSibling(stem(target) + ".keep");
        if (isPack && Files.size(file) >= LARGE_PACK && Files.notExists(keep)) {
            Files.createFile(keep);
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        if (!isPack) {
            repository
                    .objects()
                    .openPack(target.resolveSibling(stem(target) + ".pack").toFile());
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** What was not published is gone. */
    @Override
    public void close() {
        inserters.forEach(PackInserter::close);
        objects.close();
        try {
            clear(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
