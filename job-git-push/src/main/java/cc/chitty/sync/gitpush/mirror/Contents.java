package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/** What files on the disk are as git would name it; of the mirror's, what is known is not read again. */
final class Contents {

    private final LargeFiles large;
    private final Path root;
    private final Map<String, KnownFiles.Known> known;

    Contents(OwnRepository repository, MirrorPlace place, Path root) {
        this.large = new LargeFiles(repository);
        this.root = root;
        boolean isMirror = root.equals(place.directory()) && Files.exists(repository.directory());
        this.known = isMirror ? KnownFiles.loadAny(place.knownFiles()).files() : new TreeMap<>();
    }

    /** Files of a directory of which nothing is known. */
    Contents(OwnRepository repository, Path root) {
        this.large = new LargeFiles(repository);
        this.root = root;
        this.known = new TreeMap<>();
    }

    ObjectId of(String path, FileStamp stamp) {
        KnownFiles.Known last = known.get(path);
        ObjectId blob = last == null || !last.holds(stamp) ? null : last.blob();
        if (blob != null) {
            return blob;
        }
        Path file = root.resolve(path);
        ObjectId pointer = stamp.isFile() && large.isInUse() ? pointer(file, stamp) : null;
        return pointer == null ? read(file, stamp) : pointer;
    }

    /** What is there now; null for nothing. */
    @Nullable ObjectId now(String path) throws IOException {
        Path file = root.resolve(path);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? of(path, FileStamp.of(file)) : null;
    }

    /** The pointer that stands for it in a commit; null where none does. */
    private @Nullable ObjectId pointer(Path file, FileStamp stamp) {
        try {
            ObjectId pointer = large.pointerTo(file, stamp.size());
            return large.repository().objects().has(pointer) ? pointer : null;
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    private static ObjectId read(Path file, FileStamp stamp) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            if (stamp.isLink()) {
                byte[] target = Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
                return formatter.idFor(Constants.OBJ_BLOB, target);
            }
            if (!stamp.isFile()) {
                return ObjectId.zeroId();
            }
            try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return formatter.idFor(Constants.OBJ_BLOB, stamp.size(), in);
            }
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }
}
