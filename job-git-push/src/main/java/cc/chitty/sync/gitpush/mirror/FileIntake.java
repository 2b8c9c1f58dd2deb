package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.SecretSearch;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.sha1.SHA1;

/**
 * Reads one file after the other into two packs: one that is compressed as {@code git add} compresses, one for what does not
 * get smaller. A small file is read once; of a large one the first look tells what it is and what it holds, the second writes
 * it. A file counts only if it had the same stamp before and after. For one thread.
 */
final class FileIntake {

    static final String CHANGING = "it changes while it is read; it stays as it was committed last";

    private static final int WHOLE = 4 << 20;
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Intake all;
    private final PackInserter compressed;
    private final PackInserter stored;
    private final List<PathMatcher> allowed;
    private final byte[] content = new byte[WHOLE];
    private final Links links;
    private final CRC32C sum = new CRC32C();

    FileIntake(Intake all) {
        this.all = all;
        this.compressed = all.incoming().pack(Deflater.BEST_SPEED);
        this.stored = all.incoming().pack(Deflater.NO_COMPRESSION);
        this.allowed = all.rules().secrets().matchers();
        this.links = new Links(all.root());
    }

    Outcome take(String path) {
        Path file = all.root().resolve(path);
        FileStamp before = new FileStamp(0, 0, 0, 0, 0);
        try {
            before = FileStamp.of(file);
            Outcome outcome = before.isLink() ? link(file, before) : take(path, file, before);
            return before.equals(FileStamp.of(file)) ? outcome : Outcome.failed(before, CHANGING);
        } catch (NoSuchFileException e) {
            return Outcome.GONE;
        } catch (IOException e) {
            return Outcome.failed(before, "it cannot be read and stays as it was committed last: " + e.getMessage());
        }
    }

    private Outcome take(String path, Path file, FileStamp stamp) throws IOException {
        if (!stamp.isFile()) {
            return Outcome.failed(stamp, CHANGING);
        }
        if (all.rules().isTooLarge(stamp.size())) {
            return tooLarge(path, file, stamp);
        }
        Outcome outcome = stamp.size() <= WHOLE ? small(path, file, stamp) : large(path, file, stamp);
        boolean warns = outcome.blob() != null
                && all.rules().warnFrom() > 0
                && stamp.size() >= all.rules().warnFrom();
        return warns
                ? new Outcome(stamp, outcome.blob(), "it has " + stamp.size() + " bytes, of which GitHub warns", true)
                : outcome;
    }

    private Outcome tooLarge(String path, Path file, FileStamp stamp) throws IOException {
        LfsRule lfs = all.lfs().rule();
        if (!lfs.takes(path)) {
            return Outcome.leftOut(stamp, "it has " + stamp.size() + " bytes and is left out" + lfs.obstacle());
        }
        String secret = secret(path, SecretSearch.in(file, all.rules().secrets().filter()));
        if (!secret.isEmpty()) {
            return Outcome.leftOut(stamp, secret);
        }
        try (InputStream in = open(file)) {
            Optional<String> pointer = all.lfs().store(in, stamp.size());
            return pointer.isEmpty() ? Outcome.failed(stamp, CHANGING) : Outcome.of(stamp, write(pointer.get()));
        } catch (Failure e) {
            if (e.category() != FailureCategory.RETRYABLE) {
                throw e;
            }
            return Outcome.failed(stamp, e.getMessage() + "; it stays as it was committed last");
        }
    }

    private ObjectId write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, content, 0, bytes.length);
        return write(bytes.length);
    }

    private Outcome link(Path file, FileStamp stamp) throws IOException {
        Path target = Files.readSymbolicLink(file);
        if (!links.mayBeKept(file, target)) {
            return Outcome.leftOut(stamp, "it is a link that leads out of the mirror and is left out");
        }
        return Outcome.of(stamp, write(target.toString()));
    }

    private Outcome small(String path, Path file, FileStamp stamp) throws IOException {
        int size = (int) stamp.size();
        try (InputStream in = open(file)) {
            if (in.readNBytes(content, 0, size) != size) {
                return Outcome.failed(stamp, CHANGING);
            }
        }
        SecretSearch search = new SecretSearch(all.rules().secrets().filter());
        search.all(content, size);
        String secret = secret(path, search.rules());
        return secret.isEmpty() ? Outcome.of(stamp, write(size)) : Outcome.leftOut(stamp, secret);
    }

    private static InputStream open(Path file) throws IOException {
        return Channels.newInputStream(Files.newByteChannel(file, READING));
    }

    private String secret(String path, SortedSet<String> found) {
        TreeSet<String> rules = new TreeSet<>(found);
        rules.addAll(all.rules().secrets().filter().redact(path).rules());
        Path relative = Path.of(path);
        if (rules.isEmpty() || allowed.stream().anyMatch(it -> it.matches(relative))) {
            return "";
        }
        return "it holds secrets by the rules " + String.join(", ", rules) + " and is left out";
    }

    /** What is in the buffer. */
    private ObjectId write(int size) throws IOException {
        ObjectId id = compressed.idFor(Constants.OBJ_BLOB, content, 0, size);
        if (all.incoming().isKnown(id)) {
            requireSame(id, size);
            return id;
        }
        sum.reset();
        sum.update(content, 0, size);
        if (all.begins(id, sum.getValue())) {
            insert(pack(size), size);
            all.wrote(id);
        }
        return id;
    }

    private void requireSame(ObjectId id, int size) throws IOException {
        byte[] known = all.incoming().known(id);
        if (!Arrays.equals(content, 0, size, known, 0, known.length)) {
            throw new IOException(Intake.OTHER_CONTENT);
        }
    }

    private void insert(PackInserter pack, int size) {
        try {
            pack.insert(Constants.OBJ_BLOB, content, 0, size);
        } catch (IOException e) {
            throw GitFailure.of("write objects to", all.incoming().directory(), e);
        }
    }

    private Outcome large(String path, Path file, FileStamp stamp) throws IOException {
        SecretSearch search = new SecretSearch(all.rules().secrets().filter());
        SHA1 digest = SHA1.newInstance();
        digest.update(Constants.encodeASCII("blob " + stamp.size()));
        digest.update((byte) 0);
        boolean noise = false;
        sum.reset();
        try (InputStream in = open(file)) {
            long left = stamp.size();
            for (int read = in.readNBytes(content, 0, WHOLE); read > 0; read = in.readNBytes(content, 0, WHOLE)) {
                noise |= left == stamp.size() && Noise.is(content, read);
                digest.update(content, 0, read);
                sum.update(content, 0, read);
                search.next(content, read);
                left -= read;
            }
            if (left != 0) {
                return Outcome.failed(stamp, CHANGING);
            }
        }
        String secret = secret(path, search.rules());
        if (!secret.isEmpty()) {
            return Outcome.leftOut(stamp, secret);
        }
        ObjectId id = digest.toObjectId();
        if (all.incoming().isKnown(id) || !all.begins(id, sum.getValue())) {
            return Outcome.of(stamp, id);
        }
        return id.equals(stream(file, stamp, noise ? stored : compressed))
                ? Outcome.of(stamp, id)
                : Outcome.failed(stamp, CHANGING);
    }

    private ObjectId stream(Path file, FileStamp stamp, PackInserter pack) throws IOException {
        try (PaddedStream in = new PaddedStream(open(file))) {
            ObjectId id = insert(pack, stamp.size(), in);
            all.wrote(id);
            return id;
        }
    }

    /** The stream has no errors of its own, so it is the disk with the packs that may fail. */
    private ObjectId insert(PackInserter pack, long size, PaddedStream in) {
        try {
            return pack.insert(Constants.OBJ_BLOB, size, in);
        } catch (IOException e) {
            throw GitFailure.of("write objects to", all.incoming().directory(), e);
        }
    }

    private PackInserter pack(int size) {
        return Noise.is(content, size) ? stored : compressed;
    }
}
