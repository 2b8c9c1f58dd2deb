package cc.chitty.sync.consolidate.source.copilot;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.source.sqlite.DatabaseFiles;
import cc.chitty.sync.consolidate.source.sqlite.ForeignDatabase;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copilot CLI's lists: table {@code todos} of {@code session-state/<session>/session.db}, which exists only once the
 * model has used it. Where the session ran is in the first lines of {@code events.jsonl} beside it.
 */
public final class CopilotDatabase implements SessionSource {

    @Override
    public String name() {
        return "copilot-database";
    }

    @Override
    public String agent() {
        return "copilot";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return List.of(sessions(where));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        for (Listing.Entry entry : new Listing(found).of(sessions(where))) {
            if (entry.isDirectory()) {
                DatabaseFiles.find(entry.path().resolve("session.db"), found);
            }
        }
    }

    private static Path sessions(Surroundings where) {
        return where.directory("COPILOT_HOME", ".copilot").resolve("session-state");
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        return ForeignDatabase.reading(request, CopilotDatabase::reading);
    }

    private static Reading reading(ReadRequest request, ForeignDatabase database) throws SQLException, IOException {
        Path directory = request.path().resolve("..").normalize();
        List<Problem> problems = new ArrayList<>();
        EventsStart events = EventsStart.of(directory.resolve("events.jsonl"), problems);
        SessionReading session = new TodosTable(database)
                .session(request, directory.getFileName().toString(), events.facts());
        return new Reading(List.of(session), problems, true, "", database.bytes() + events.bytes());
    }
}
