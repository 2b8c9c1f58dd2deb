package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts of files on this machine. */
final class LocalParts implements Parts {

    private static final int PIECE = 1 << 17;

    @Override
    public @Nullable Entry file(String root, TreePath path) {
        return new LocalContents(Path.of(root)).file(path);
    }

    @Override
    public boolean read(String root, TreePath path, long from, Taker taker) {
        return new LocalContents(Path.of(root)).read(path, from, taker);
    }

    @Override
    public long held(Part part) {
        Path file = Path.of(part.path());
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw StorageFailure.of("look at", file, e);
        }
    }

    @Override
    public void write(Part part, long from, InputStream content) throws IOException {
        Path file = Path.of(part.path());
        PrivateDirectory.create(Path.of(part.directory()));
        try (FileChannel channel = open(file, from)) {
            byte[] buffer = new byte[PIECE];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                write(channel, ByteBuffer.wrap(buffer, 0, read), file);
            }
            channel.force(true);
        }
    }

    private static FileChannel open(Path file, long from) {
        Set<java.nio.file.OpenOption> how =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            return FileChannel.open(file, how, HeldDirectory.PRIVATE_FILE)
                    .truncate(from)
                    .position(from);
        } catch (IOException e) {
            throw StorageFailure.of("write", file, e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, Path file) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw StorageFailure.of("write", file, e);
        }
    }

    @Override
    public void finish(Part part, String staging, TreePath path, Entry source) {
        Path file = Path.of(part.path());
        Path place = Path.of(StagingPlace.require(staging)).resolve(path.text());
        LocalStaging.makeParents(Path.of(staging), path);
        try {
            LocalStaging.finish(file, source.mode(), source.stamp().modified());
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StorageFailure.of("write", place, e);
        }
    }

    @Override
    public void leave(String directory) {
        Path parts = Path.of(StagingPlace.require(directory));
        try {
            Files.deleteIfExists(parts);
        } catch (DirectoryNotEmptyException e) {
            return; // of a file that another attempt brings
        } catch (IOException e) {
            throw StorageFailure.of("delete", parts, e);
        }
    }
}
