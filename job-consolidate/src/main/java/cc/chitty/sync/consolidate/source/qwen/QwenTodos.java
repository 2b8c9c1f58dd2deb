package cc.chitty.sync.consolidate.source.qwen;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.ListFile;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.source.TodoWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Qwen Code's lists: {@code todos/<session>.json}, replaced as a whole by each {@code todo_write}. */
public final class QwenTodos implements SessionSource {

    private static final String ENDING = ".json";

    @Override
    public String name() {
        return "qwen-todos";
    }

    @Override
    public String agent() {
        return "qwen";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return List.of(QwenHome.of(where).resolve("todos"));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        for (Listing.Entry entry : new Listing(found).of(QwenHome.of(where).resolve("todos"))) {
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
            TodoWords.TodoList list = TodoWords.list(document.root());
            SessionFacts facts =
                    new SessionFacts(null, null, null, null, request.stamp().at());
            return ListFile.reading(
                    request, session, facts, list, request.stamp().at(), document.bytes());
        } catch (Malformed e) {
            return e.reading(request.path(), request.stamp().size());
        }
    }
}
