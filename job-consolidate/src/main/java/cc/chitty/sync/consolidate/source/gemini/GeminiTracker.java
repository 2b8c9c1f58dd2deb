package cc.chitty.sync.consolidate.source.gemini;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.Surroundings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Gemini CLI's experimental tracker: a directory for each list, in it one file for each todo. The code has kept it in
 * {@code tmp/<project>/tracker} and {@code tmp/<project>/<session>/tracker}; its documentation says {@code
 * tmp/tracker/<session>}.
 */
public final class GeminiTracker implements SessionSource {

    static final String TRACKER = "tracker";
    static final String ENDING = ".json";

    @Override
    public String name() {
        return "gemini-tracker";
    }

    @Override
    public String agent() {
        return "gemini";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        Listing listing = new Listing(found);
        for (Listing.Entry project : listing.of(GeminiHome.tmp(where))) {
            if (project.isDirectory()) {
                inProject(listing, project, found);
            }
        }
    }

    private static void inProject(Listing listing, Listing.Entry project, FoundFiles found) {
        for (Listing.Entry entry : listing.of(project.path())) {
            if (entry.isDirectory()
                    && (entry.name().equals(TRACKER) || project.name().equals(TRACKER))) {
                list(listing, entry.path(), found);
            } else if (entry.isDirectory()) {
                list(listing, entry.path().resolve(TRACKER), found);
            }
        }
    }

    private static void list(Listing listing, Path directory, FoundFiles found) {
        Stamp stamp = null;
        for (Listing.Entry entry : listing.of(directory)) {
            if (entry.isFile() && entry.name().endsWith(ENDING)) {
                Stamp first = stamp == null ? new Stamp(0, 0, 0) : stamp;
                stamp = first.with(entry.name(), entry.stamp());
            }
        }
        if (stamp != null) {
            found.file(directory, stamp);
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        return TrackerList.read(request);
    }
}
