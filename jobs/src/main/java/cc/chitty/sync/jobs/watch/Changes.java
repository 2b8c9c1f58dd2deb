package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.source.Focus;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What has changed and was not looked at yet. Filled by several threads, emptied by one. */
final class Changes {

    /** Looking at everything is cheaper than looking for so many one by one. */
    private static final int MOST = 500;

    private final Set<Path> paths = new LinkedHashSet<>();
    private boolean everything;
    private boolean news;

    synchronized void add(Path path) {
        if (!everything && paths.add(path) && paths.size() > MOST) {
            everything = true;
        }
        wake();
    }

    synchronized void everything() {
        everything = true;
        wake();
    }

    /** Ends a waiting, whether something has changed or not. */
    synchronized void wake() {
        news = true;
        notifyAll();
    }

    /** Waits until something is added or {@link #wake} is called, at most so many nanoseconds. */
    synchronized void await(long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            for (long left = nanos; !news && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        news = false;
    }

    synchronized boolean isEmpty() {
        return !everything && paths.isEmpty();
    }

    /** What is there, which stays. */
    synchronized Focus seen() {
        return everything ? Focus.EVERYTHING : Focus.on(paths);
    }

    /** What is there, which is then gone. */
    synchronized Focus take() {
        Focus seen = seen();
        everything = false;
        paths.clear();
        return seen;
    }
}
