package cc.chitty.sync.consolidate.source.opencode;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.ListFile;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenCode's lists before its version 1.2: {@code storage/todo/<session>.json}. Where the session ran is in {@code
 * storage/session/<project>/<session>.json}.
 */
public final class OpenCodeFiles implements SessionSource {

    private static final String ENDING = ".json";

    @Override
    public String name() {
        return "opencode-files";
    }

    @Override
    public String agent() {
        return OpenCodeDatabase.AGENT;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return List.of(OpenCodeHome.of(where).resolve("storage").resolve("todo"));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        for (Listing.Entry entry :
                new Listing(found).of(OpenCodeHome.of(where).resolve("storage").resolve("todo"))) {
            if (entry.isFile() && entry.name().endsWith(ENDING)) {
                found.file(entry.path(), entry.stamp());
            }
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        String name = request.path().getFileName().toString();
        String session = name.substring(0, name.length() - ENDING.length());
        try {
            StrictJson.Document document = StrictJson.read(request.path());
            return reading(request, session, document);
        } catch (Malformed e) {
            return e.reading(request.path(), request.stamp().size());
        }
    }

    private static Reading reading(ReadRequest request, String session, StrictJson.Document document)
            throws IOException, Malformed {
        TodoWords.TodoList list = TodoWords.list(document.root());
        List<Problem> problems = new ArrayList<>(ListFile.problems(request.path(), list));
        SessionFile facts = SessionFile.of(request.path().resolveSibling("..").normalize(), session, problems);
        SessionReading reading = ListFile.session(
                request, session, facts.facts(), list, request.stamp().at());
        return new Reading(List.of(reading), problems, true, "", document.bytes() + facts.bytes());
    }
}
