package cc.chitty.sync.consolidate.source.opencode;

import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.consolidate.source.TodoWords.Meaning;
import cc.chitty.sync.consolidate.source.sqlite.ForeignDatabase;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table {@code todo} of a database of OpenCode, with what the table {@code session} says of each session. */
final class TodoTable {

    private final ForeignDatabase database;

    TodoTable(ForeignDatabase database) {
        this.database = database;
    }

    /** A line of a list; {@code updated} is null where the row has no time. */
    private record Line(
            String session, ListEntry entry, @Nullable Instant updated) {}

    /** Each session that has a list, and each whose list was there before and is gone. */
    List<SessionReading> sessions(ReadRequest request) throws SQLException {
        Map<String, List<Line>> lists = lists();
        Map<String, SessionFacts> facts = facts();
        Set<String> ids = new TreeSet<>(lists.keySet());
        ids.addAll(request.listed().keySet());
        List<SessionReading> sessions = new ArrayList<>();
        for (String id : ids) {
            SessionFacts known = facts.getOrDefault(id, SessionFacts.NONE);
            sessions.add(session(request, id, known, lists.getOrDefault(id, List.of())));
        }
        return sessions;
    }

    private static SessionReading session(ReadRequest request, String id, SessionFacts facts, List<Line> lines) {
        ListTracker tracker = new ListTracker(request.listed().getOrDefault(id, List.of()));
        Instant at = lines.stream()
                .map(Line::updated)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(request.stamp().at());
        tracker.rewrite(at, lines.stream().map(Line::entry).toList());
        return new SessionReading(id, facts, tracker.claims(), tracker.listed());
    }

    private Map<String, List<Line>> lists() throws SQLException {
        Set<String> columns = database.columns("todo");
        if (!columns.containsAll(Set.of("session_id", "content"))) {
            return Map.of();
        }
        String order = columns.contains("position") ? "position" : "rowid";
        Map<String, List<Line>> lists = new LinkedHashMap<>();
        for (Line line : database.ask("select * from todo order by session_id, " + order, row -> line(row, columns))) {
            lists.computeIfAbsent(line.session(), id -> new ArrayList<>()).add(line);
        }
        return lists;
    }

    private static Line line(ResultSet row, Set<String> columns) throws SQLException {
        Meaning meaning = TodoWords.meaning(Objects.requireNonNullElse(text(row, columns, "status"), ""));
        Details details = new Details(null, text(row, columns, "priority"), meaning.note());
        String content = Objects.requireNonNullElse(text(row, columns, "content"), "");
        ListEntry entry = new ListEntry(content, meaning.status(), details, meaning.deleted());
        String session = Objects.requireNonNullElse(text(row, columns, "session_id"), "");
        return new Line(session, entry, time(row, columns, "time_updated"));
    }

    private Map<String, SessionFacts> facts() throws SQLException {
        Set<String> columns = database.columns("session");
        Map<String, SessionFacts> facts = new LinkedHashMap<>();
        if (columns.contains("id") && !database.columns("todo").isEmpty()) {
            String sql = "select * from session where id in (select session_id from todo)";
            database.ask(
                    sql, row -> facts.put(Objects.requireNonNullElse(row.getString("id"), ""), facts(row, columns)));
        }
        return facts;
    }

    private static SessionFacts facts(ResultSet row, Set<String> columns) throws SQLException {
        return new SessionFacts(
                text(row, columns, "directory"),
                null,
                null,
                time(row, columns, "time_created"),
                time(row, columns, "time_updated"));
    }

    private static @Nullable String text(ResultSet row, Set<String> columns, String column) throws SQLException {
        String text = columns.contains(column) ? row.getString(column) : null;
        return text == null || text.isBlank() ? null : TodoWords.clean(text);
    }

    /** Milliseconds since 1970; null where there is none. */
    private static @Nullable Instant time(ResultSet row, Set<String> columns, String column) throws SQLException {
        long millis = columns.contains(column) ? row.getLong(column) : 0;
        return millis <= 0 ? null : Instant.ofEpochMilli(millis);
    }
}
