package cc.chitty.sync.jobs.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a feed open over those directories that are there. One thread at a time. */
final class Sight implements AutoCloseable {

    /** Refreshes between two attempts to open a feed that the system refused. */
    private static final int PATIENCE = 30;

    private final Roots roots;
    private final Feed.Opening opening;
    private final Supplier<Intake> intakes;
    private Map<Path, Roots.Present> watched = Map.of();
    private @Nullable Hold hold;
    private @Nullable Feed feed;
    private @Nullable String trouble;
    private int refreshesToWait;

    /** Nothing is watched yet. */
    Sight(Roots roots, Feed.Opening opening, Supplier<Intake> intakes) {
        this.roots = roots;
        this.opening = opening;
        this.intakes = intakes;
    }

    /**
     * Opens the feed anew where directories came, went or were made again, and where it is no longer complete.
     *
     * @return whether it did: what changed until then may not have been told
     */
    boolean refresh() {
        Map<Path, Roots.Present> present = roots.present();
        if (present.equals(watched) && (trouble == null ? isComplete() : --refreshesToWait > 0)) {
            return false;
        }
        close();
        watched = present;
        open(local());
        return true;
    }

    private boolean isComplete() {
        return feed == null ? local().isEmpty() : feed.isComplete();
    }

    private void open(List<Path> directories) {
        trouble = null;
        try {
            hold = Hold.on(directories);
            feed = directories.isEmpty() ? null : opening.open(directories, intakes.get());
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            refreshesToWait = PATIENCE;
        }
    }

    private List<Path> local() {
        return watched.entrySet().stream()
                .filter(root -> root.getValue().local())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether changes are to be looked for, since nobody tells them. */
    boolean mustPoll() {
        return trouble != null || watched.values().stream().anyMatch(root -> !root.local());
    }

    /** How it is, for a person. */
    String text() {
        String there = watched.size() + " of " + roots.all().size() + " directories are there";
        if (trouble != null) {
            return there + "; polling them, since they cannot be watched: " + trouble;
        }
        return there + (mustPoll() ? "; polling those on network file systems" : "");
    }

    @Override
    public void close() {
        if (hold != null) {
            hold.close();
            hold = null;
        }
        if (feed != null) {
            feed.close();
            feed = null;
        }
    }
}
