package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The disk of this machine. */
public record DiskGround(Path directory) implements Ground {

    @Override
    public String place() {
        return directory.toString();
    }

    @Override
    public void file(String path, String content, int mode, long modified) {
        doing(() -> {
            Path file = Path.of(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
            LocalStaging.finish(file, mode, modified);
        });
    }

    @Override
    public void directory(String path, int mode) {
        doing(() -> {
            Files.createDirectories(Path.of(path));
            Files.setPosixFilePermissions(Path.of(path), LocalLook.permissions(mode));
        });
    }

    @Override
    public void link(String path, String target) {
        doing(() -> Files.createSymbolicLink(Path.of(path), Path.of(target)));
    }

    @Override
    public void remove(String path) {
        doing(() -> {
            if (Files.isDirectory(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
                DirectoryTree.delete(Path.of(path));
            } else {
                Files.delete(Path.of(path));
            }
        });
    }

    @Override
    public void rename(String from, String to) {
        doing(() -> Files.move(Path.of(from), Path.of(to), StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public @Nullable EntryKind kind(String path) {
        Entry entry = LocalLook.at(Path.of(path));
        return entry == null ? null : entry.kind();
    }

    @Override
    public String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int mode(String path) {
        return entry(path).mode();
    }

    @Override
    public long modified(String path) {
        return entry(path).stamp().modified();
    }

    @Override
    public String target(String path) {
        return Objects.requireNonNull(entry(path).target());
    }

    private static Entry entry(String path) {
        return Objects.requireNonNull(LocalLook.at(Path.of(path)), path);
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void doing(Act act) {
        try {
            act.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
