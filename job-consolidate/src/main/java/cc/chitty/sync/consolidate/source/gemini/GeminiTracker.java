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
import java.util.List;

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
    public List<Path> roots(Surroundings where) {
        return List.of(GeminiHome.tmp(where));
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
                found.file(entry.path(), stamp(entry, listing.whole(entry.path())));
            } else if (entry.isDirectory()) {
                inSession(listing, entry, found);
            }
        }
    }

    private static void inSession(Listing listing, Listing.Entry session, FoundFiles found) {
        for (Listing.Entry entry : listing.of(session.path())) {
            if (entry.isDirectory() && entry.name().equals(TRACKER)) {
                found.file(entry.path(), stamp(entry, listing.whole(entry.path())));
            }
        }
    }

    /** Of the todos' files; the directory's own time counts only while it has none. */
    private static Stamp stamp(Listing.Entry list, List<Listing.Entry> children) {
        List<Listing.Entry> todos = children.stream()
                .filter(child -> child.isFile() && child.name().endsWith(ENDING))
                .toList();
        Stamp own = list.stamp();
        Stamp stamp = new Stamp(0, todos.isEmpty() ? own.modified() : 0, own.identity());
        for (Listing.Entry todo : todos) {
            stamp = stamp.with(todo.name(), todo.stamp());
        }
        return stamp;
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        return TrackerList.read(request);
    }
}
