package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.consolidate.journal.SpliceWriter;
import cc.chitty.sync.consolidate.merge.MergeResult;
import cc.chitty.sync.consolidate.merge.Outcome;
import cc.chitty.sync.consolidate.publish.Publication.Part;
import cc.chitty.sync.consolidate.publish.Publication.Way;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Completes publications: this run's own, and one that an earlier run recorded and did not live to complete. */
public final class Publisher {

    /** Keeps what is about to be replaced. */
    @FunctionalInterface
    public interface Keeper {
        /**
         * Called before the first file is touched, and again with the same id until all are in their places. In a thread of its
         * own the first time.
         *
         * @param files those that are replaced or appended to; some may not exist yet
         */
        void keep(String id, List<Path> files);
    }

    private static final String FACTS = "published.new";

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Bytes that take longer to write than one wait for the disk. */
    private static final long LARGE = 4L << 20;

    private final StateDirectory state;
    private final Keeper keeper;
    private final Runnable between;

    public Publisher(StateDirectory state, Keeper keeper) {
        this(state, keeper, () -> {});
    }

    /** @param between runs before each operation on files, so that a test can end the run there */
    Publisher(StateDirectory state, Keeper keeper, Runnable between) {
        this.state = state;
        this.keeper = keeper;
        this.between = between;
    }

    /** From here on what the merge prepared will be published, by this run or by the next one. */
    public void record(String id, MergeResult result, String device, String law) throws IOException {
        record(id, result, device, law, null);
    }

    /** The same of a run that read sources: the publication gets a name, see {@link Published#line}. */
    public void recordRead(String run, MergeResult result, String device, String law) throws IOException {
        record(run, result, device, law, run);
    }

    private void record(String id, MergeResult result, String device, String law, @Nullable String run)
            throws IOException {
        List<Part> parts = new ArrayList<>();
        result.replaced()
                .forEach((target, staged) -> parts.add(new Part(Way.REPLACE, name(staged), relative(target), 0)));
        for (Map.Entry<String, Path> month : result.lifecycle().entrySet()) {
            Path target = state.lifecycle().resolve(device).resolve(month.getKey() + ".jsonl");
            parts.add(new Part(Way.APPEND, name(month.getValue()), relative(target), length(target)));
        }
        List<String> merged = result.merged().stream().map(Publisher::name).toList();
        List<Path> prepared = new ArrayList<>(result.replaced().values());
        prepared.addAll(result.lifecycle().values());
        between.run();
        FutureTask<Boolean> early = syncingLarge(prepared);
        try {
            prepared.add(facts(result, law, run));
        } finally {
            Outcome.of(early);
        }
        parts.add(new Part(Way.REPLACE, FACTS, relative(new Published(state).record()), 0));
        between.run();
        record(new Publication(id, parts, merged), prepared);
    }

    /** Begins to wait for the disk at once where that takes long, and takes these files out of those to wait for. */
    private static FutureTask<Boolean> syncingLarge(List<Path> prepared) throws IOException {
        List<Path> large = new ArrayList<>();
        for (Path file : List.copyOf(prepared)) {
            if (Files.size(file) > LARGE && prepared.remove(file)) {
                large.add(file);
            }
        }
        FutureTask<Boolean> syncing = new FutureTask<>(() -> DurableFile.syncAll(large), true);
        if (large.isEmpty()) {
            syncing.run();
        } else {
            new Thread(syncing, "sync").start();
        }
        return syncing;
    }

    private Path facts(MergeResult result, String law, @Nullable String run) throws IOException {
        Published published = new Published(state);
        Map<String, String> known = new TreeMap<>(published.contents(result.replaced()));
        known.put("law", law);
        if (result.newest() != null) {
            known.put("newest", result.newest().toString());
        }
        Path facts = state.staging().resolve(FACTS);
        write(facts, published.text(known, result.replaced(), run));
        return facts;
    }

    /** What it replaces is kept meanwhile: neither has to wait for the disk after the other. */
    private void record(Publication publication, List<Path> prepared) throws IOException {
        FutureTask<Boolean> keeping = new FutureTask<>(() -> keep(publication), true);
        Thread thread = new Thread(keeping, "keep");
        thread.start();
        try {
            publication.record(state.staging(), prepared);
        } finally {
            Outcome.of(keeping);
        }
    }

    private void keep(Publication publication) {
        keeper.keep(
                publication.id(),
                publication.parts().stream()
                        .map(part -> state.root().resolve(part.target()))
                        .filter(target -> !target.equals(new Published(state).record()))
                        .toList());
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (SpliceWriter writer = new SpliceWriter(file)) {
            writer.write(content);
            writer.flush();
        }
    }

    /** Whether something was recorded that is not complete. */
    public boolean isPending() throws IOException {
        return Publication.recorded(state.staging()).isPresent();
    }

    /**
     * Puts everything recorded in its place. Can be repeated after a death at any point of it.
     *
     * @return what is wrong with the record, where that keeps it from being done: then the claims that wait are merged again
     */
    public Optional<Problem> complete() throws IOException {
        Optional<Problem> damage = Publication.damage(state.staging());
        Optional<Publication> recorded = Publication.recorded(state.staging());
        if (recorded.isPresent()) {
            complete(recorded.get());
        }
        clear();
        return damage;
    }

    /** Empties the staging directory: what is not recorded there was cut short and will be made again. */
    public void clear() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(state.staging())) {
            for (Path file : left) {
                between.run();
                DirectoryTree.delete(file);
            }
        }
    }

    private void complete(Publication publication) throws IOException {
        between.run();
        keep(publication);
        Set<Path> changed = new HashSet<>();
        for (Part part : publication.parts()) {
            Path target = state.root().resolve(part.target());
            Path directory = Objects.requireNonNull(target.getParent());
            PrivateDirectory.create(directory);
            between.run();
            if (Files.exists(state.staging().resolve(part.staged()))) { // else an earlier attempt has moved it
                put(part, target);
            }
            changed.add(directory);
            if (part.way() == Way.APPEND) {
                changed.add(target);
            }
        }
        between.run();
        DurableFile.syncAll(changed);
        for (String merged : publication.merged()) {
            between.run();
            Files.deleteIfExists(state.spool().resolve(merged));
        }
        between.run();
        Publication.forget(state.staging());
    }

    private void put(Part part, Path target) throws IOException {
        Path staged = state.staging().resolve(part.staged());
        switch (part.way()) {
            case REPLACE -> replace(staged, target);
            case APPEND -> append(staged, target, part.length());
        }
    }

    private static void replace(Path staged, Path target) {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StorageFailure.of("replace", target, e);
        }
    }

    /** Without syncing it. An earlier attempt may have appended a part of it, which is cut off first. */
    private void append(Path staged, Path target, long length) {
        try (FileChannel to =
                        FileChannel.open(target, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PRIVATE);
                FileChannel from = FileChannel.open(staged, StandardOpenOption.READ)) {
            to.truncate(length);
            to.position(to.size());
            between.run();
            ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            throw StorageFailure.of("append to", target, e);
        }
    }

    private String relative(Path target) {
        return state.relative(target).toString();
    }

    private static long length(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }
}
