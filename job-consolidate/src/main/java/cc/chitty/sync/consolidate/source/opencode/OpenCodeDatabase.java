package cc.chitty.sync.consolidate.source.opencode;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.source.sqlite.DatabaseFiles;
import cc.chitty.sync.consolidate.source.sqlite.ForeignDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenCode's lists from its version 1.2 on: table {@code todo} of {@code opencode.db} and of its siblings for other
 * channels. Version 2 drops the table; its lists have then vanished, which is no problem.
 */
public final class OpenCodeDatabase implements SessionSource {

    static final String AGENT = "opencode";

    @Override
    public String name() {
        return "opencode-database";
    }

    @Override
    public String agent() {
        return AGENT;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        Path home = OpenCodeHome.of(where);
        Path named = named(where, home);
        Path beside = named == null ? null : named.getParent();
        return beside == null || beside.startsWith(home) ? List.of(home) : List.of(home, beside);
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        Path home = OpenCodeHome.of(where);
        Path named = named(where, home);
        for (Listing.Entry entry : new Listing(found).of(home)) {
            if (entry.isFile() && isDatabase(entry.name()) && !entry.path().equals(named)) {
                DatabaseFiles.find(entry.path(), found);
            }
        }
        if (named != null) {
            DatabaseFiles.find(named, found);
        }
    }

    /** {@code opencode.db}, and {@code opencode-<channel>.db} of other channels than the stable one. */
    private static boolean isDatabase(String name) {
        return name.equals("opencode.db") || (name.startsWith("opencode-") && name.endsWith(".db"));
    }

    /** The database which {@code OPENCODE_DB} names, relative to the data directory; null where there is no file. */
    private static @Nullable Path named(Surroundings where, Path home) {
        String set = where.variable("OPENCODE_DB");
        return set == null || set.equals(":memory:") ? null : home.resolve(set).normalize();
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        return ForeignDatabase.reading(request, OpenCodeDatabase::reading);
    }

    private static Reading reading(ReadRequest request, ForeignDatabase database) throws SQLException, IOException {
        List<SessionReading> sessions = new TodoTable(database).sessions(request);
        return new Reading(sessions, List.of(), true, "", database.bytes());
    }
}
