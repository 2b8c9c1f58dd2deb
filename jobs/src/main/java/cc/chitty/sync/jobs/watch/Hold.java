package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps directories open. ext4 gives the number of a deleted directory to the next one that is made, so that one deleted
 * and made again would look as if nothing had happened to it; not so while the deleted one is open.
 */
final class Hold implements AutoCloseable {

    private final List<FileChannel> open = new ArrayList<>();

    /**
     * One that must not be read is left out: it cannot be watched either.
     *
     * @throws IOException if another one cannot be opened, as one that is gone by now
     */
    static Hold on(List<Path> directories) throws IOException {
        Hold hold = new Hold();
        try {
            for (Path directory : directories) {
                hold.add(directory);
            }
            return hold;
        } catch (IOException e) {
            hold.close();
            throw e;
        }
    }

    private void add(Path directory) throws IOException {
        try {
            open.add(FileChannel.open(directory, StandardOpenOption.READ));
        } catch (AccessDeniedException unreadable) {
            return;
        }
    }

    @Override
    public void close() {
        for (FileChannel directory : open) {
            try {
                directory.close();
            } catch (IOException e) {
                throw StorageFailure.of("stop watching", Path.of("/"), e);
            }
        }
        open.clear();
    }
}
