package cc.chitty.sync.consolidate.source.copilot;

import cc.chitty.sync.consolidate.source.Instants;
import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.TimedEntry;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.consolidate.source.TodoWords.Meaning;
import cc.chitty.sync.consolidate.source.sqlite.ForeignDatabase;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code todos} of a session's database. Each row has its own time, to the second. */
final class TodosTable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSS]");

    private final ForeignDatabase database;

    TodosTable(ForeignDatabase database) {
        this.database = database;
    }

    SessionReading session(ReadRequest request, String id, SessionFacts facts) throws SQLException {
        List<String> before = request.listed().getOrDefault(id, List.of());
        ListTracker tracker = new ListTracker(before);
        // Times in the table are cut to the second, so what is gone is too: it may be back within that second.
        Instant read = request.stamp().at().truncatedTo(ChronoUnit.SECONDS);
        List<TimedEntry> rows = rows(read);
        Set<String> contents = TimedEntry.byContent(rows).keySet();
        if (contents.isEmpty()) {
            tracker.clear(read);
        }
        before.stream().filter(content -> !contents.contains(content)).forEach(gone -> tracker.drop(read, gone));
        TimedEntry.add(tracker, rows);
        return new SessionReading(id, active(facts, rows), tracker.claims(), tracker.listed());
    }

    private static SessionFacts active(SessionFacts facts, List<TimedEntry> rows) {
        Instant latest = facts.active();
        for (TimedEntry row : rows) {
            latest = Instants.later(latest, row.at());
        }
        return new SessionFacts(facts.directory(), facts.remote(), facts.branch(), facts.began(), latest);
    }

    /** In the order of their creation. */
    private List<TimedEntry> rows(Instant read) throws SQLException {
        Set<String> columns = database.columns("todos");
        return columns.contains("title")
                ? database.ask("select * from todos order by rowid", row -> row(row, columns, read))
                : List.of();
    }

    private static TimedEntry row(ResultSet row, Set<String> columns, Instant read) throws SQLException {
        Meaning meaning = TodoWords.meaning(Objects.requireNonNullElse(text(row, columns, "status"), ""));
        String description = text(row, columns, "description");
        Details details = new Details(null, null, note(meaning.note(), description));
        String title = Objects.requireNonNullElse(text(row, columns, "title"), "");
        ListEntry entry = new ListEntry(title, meaning.status(), details, meaning.deleted());
        Instant updated = time(text(row, columns, "updated_at"));
        Instant created = time(text(row, columns, "created_at"));
        return new TimedEntry(updated != null ? updated : created != null ? created : read, entry);
    }

    private static @Nullable String note(@Nullable String status, @Nullable String description) {
        if (status == null || description == null) {
            return status == null ? description : status;
        }
        return status + ": " + description;
    }

    private static @Nullable String text(ResultSet row, Set<String> columns, String column) throws SQLException {
        String text = columns.contains(column) ? row.getString(column) : null;
        return text == null || text.isBlank() ? null : TodoWords.clean(text);
    }

    /** {@code YYYY-MM-DD HH:MM:SS} in UTC, as SQLite's CURRENT_TIMESTAMP; null for anything else a model wrote. */
    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException other) {
            return null;
        }
    }
}
