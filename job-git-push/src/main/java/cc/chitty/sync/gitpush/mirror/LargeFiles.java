package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.OwnRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** What Git LFS has put into the repository: the contents of large files, of which the commits hold pointers only. */
record LargeFiles(OwnRepository repository) {

    private static final int LONGEST_POINTER = 1024;

    Path directory() {
        return repository.directory().resolve("lfs").resolve("objects");
    }

    /** Whether there are any. */
    boolean isInUse() {
        return Files.isDirectory(directory());
    }

    /** Where the content is or would be. */
    Path file(LfsPointer pointer) {
        String digest = pointer.digest();
        return directory()
                .resolve(digest.substring(0, 2))
                .resolve(digest.substring(2, 4))
                .resolve(digest);
    }

    /** The pointer that a blob is; empty for all others. */
    Optional<LfsPointer> pointer(ObjectId blob) throws IOException {
        if (!isInUse()) {
            return Optional.empty();
        }
        ObjectLoader loader = repository.git().open(blob, Constants.OBJ_BLOB);
        return loader.getSize() > LONGEST_POINTER
                ? Optional.empty()
                : LfsPointer.parse(new String(loader.getBytes(), StandardCharsets.UTF_8));
    }

    /** Writes a file of a commit, be it there or in the store of Git LFS, or still on that one's server. */
    void copy(ObjectId blob, OutputStream out) throws IOException {
        Optional<LfsPointer> pointer = pointer(blob);
        if (pointer.isEmpty()) {
            repository.copy(blob, out);
        } else if (Files.exists(file(pointer.get()))) {
            Files.copy(file(pointer.get()), out);
        } else {
            new GitLfs(repository.directory()).smudge(pointer.get().text(), out);
        }
    }

    /** The size of a file of a commit, in bytes. */
    long size(ObjectId blob, ObjectReader reader) throws IOException {
        Optional<LfsPointer> pointer = pointer(blob);
        return pointer.isPresent() ? pointer.get().size() : reader.getObjectSize(blob, ObjectReader.OBJ_ANY);
    }

    /** The blob of the pointer to a file's content. */
    ObjectId pointerTo(Path file, long size) throws IOException {
        byte[] pointer = new LfsPointer(digest(file), size).text().getBytes(StandardCharsets.UTF_8);
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, pointer);
        }
    }

    static String digest(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
