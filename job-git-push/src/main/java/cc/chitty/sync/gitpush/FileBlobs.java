package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/** Which blob a file of ours is. Our files are replaced, never changed in place, so a stamp tells whether one is new. */
final class FileBlobs {

    private record Known(Stamp stamp, ObjectId blob) {}

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** The id that git would give the file; null where there is none. */
    @Nullable ObjectId of(Path file) {
        try {
            Stamp stamp = Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
            Known before = known.get(file);
            if (before != null && before.stamp.equals(stamp)) {
                return before.blob;
            }
            ObjectId blob = compute(file, stamp.size());
            known.put(file, new Known(stamp, blob));
            return blob;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    private static ObjectId compute(Path file, long size) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, size, content);
        }
    }
}
