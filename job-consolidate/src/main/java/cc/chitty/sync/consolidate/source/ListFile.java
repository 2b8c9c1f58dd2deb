package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.consolidate.source.TodoWords.TodoList;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The readings of files that hold the whole list of one agent session as it is now. */
public final class ListFile {

    private ListFile() {}

    /** The list of the session {@code id}, written as a whole at {@code at}, in the only reading of its file. */
    public static Reading reading(
            ReadRequest request, String id, SessionFacts facts, TodoList list, Instant at, long bytes) {
        return new Reading(
                List.of(session(request, id, facts, list, at)), problems(request.path(), list), true, "", bytes);
    }

    /** Where some lines could not be understood, none counts as left out. */
    public static SessionReading session(
            ReadRequest request, String id, SessionFacts facts, TodoList list, Instant at) {
        ListTracker tracker = new ListTracker(request.listed().getOrDefault(id, List.of()));
        tracker.take(at, list);
        return new SessionReading(id, facts, tracker.claims(), tracker.listed());
    }

    public static List<Problem> problems(Path path, TodoList list) {
        return list.wrong().stream()
                .map(reason -> new Problem(path.toString(), reason))
                .toList();
    }
}
