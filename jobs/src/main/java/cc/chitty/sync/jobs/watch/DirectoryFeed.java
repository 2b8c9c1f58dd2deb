package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.state.StorageFailure;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Events of the operating system: inotify, FSEvents. File contents are not looked at. */
final class DirectoryFeed implements Feed {

    private final DirectoryWatcher watcher;
    private final Intake intake;
    private final CompletableFuture<Void> watching;

    private DirectoryFeed(DirectoryWatcher watcher, Intake intake, CompletableFuture<Void> watching) {
        this.watcher = watcher;
        this.intake = intake;
        this.watching = watching;
    }

    /** Also registers what is below the directories, so it takes a moment where there are thousands. */
    static Feed open(List<Path> directories, Intake intake) throws IOException {
        DirectoryWatcher watcher = DirectoryWatcher.builder()
                .paths(directories)
                .fileHashing(false)
                .fileTreeVisitor(new ReadableTree())
                .listener(intake)
                .build();
        DirectoryFeed feed = new DirectoryFeed(watcher, intake, watcher.watchAsync(DirectoryFeed::start));
        try {
            feed.requireBegun();
            return feed;
        } catch (IOException e) {
            watcher.close();
            throw e;
        }
    }

    private static void start(Runnable loop) {
        Thread thread = new Thread(loop, "directory events");
        thread.setDaemon(true);
        thread.start();
    }

    private void requireBegun() throws IOException {
        if (watching.isCompletedExceptionally()) {
            try {
                watching.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e.getCause());
            }
        }
    }

    @Override
    public boolean isComplete() {
        return !watching.isDone() && !intake.hasLost();
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            throw StorageFailure.of("stop watching", Path.of("/"), e);
        }
    }
}
