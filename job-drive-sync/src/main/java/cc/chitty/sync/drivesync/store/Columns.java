package cc.chitty.sync.drivesync.store;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the states of files stand in columns that all tables with files have. */
final class Columns {

    private static final long SECOND = 1_000_000_000L;

    private Columns() {}

    static @Nullable RemoteState remote(ResultSet row) throws SQLException {
        Long size = number(row, "remote_size");
        if (size == null) {
            return null;
        }
        Long nanos = number(row, "remote_time");
        Instant time = nanos == null
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
        return new RemoteState(size, time, row.getString("remote_hash"));
    }

    static @Nullable MirrorState mirror(ResultSet row) throws SQLException {
        Long size = number(row, "mirror_size");
        return size == null
                ? null
                : new MirrorState(
                        size,
                        row.getLong("mirror_modified"),
                        row.getLong("mirror_changed"),
                        row.getLong("mirror_inode"));
    }

    /** Sets remote_size, remote_time and remote_hash. */
    static void set(PreparedStatement statement, int from, @Nullable RemoteState state) throws SQLException {
        number(statement, from, state == null ? null : state.size());
        number(statement, from + 1, state == null ? null : nanos(state.time()));
        text(statement, from + 2, state == null ? null : state.hash());
    }

    /** Sets mirror_size, mirror_modified, mirror_changed and mirror_inode. */
    static void set(PreparedStatement statement, int from, @Nullable MirrorState state) throws SQLException {
        number(statement, from, state == null ? null : state.size());
        number(statement, from + 1, state == null ? null : state.modified());
        number(statement, from + 2, state == null ? null : state.changed());
        number(statement, from + 3, state == null ? null : state.inode());
    }

    static void text(PreparedStatement statement, int at, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(at, Types.VARCHAR);
        } else {
            statement.setString(at, text);
        }
    }

    private static void number(PreparedStatement statement, int at, @Nullable Long number) throws SQLException {
        if (number == null) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, number);
        }
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /** A time that does not fit, before 1678 or after 2261, is as good as none. */
    private static @Nullable Long nanos(@Nullable Instant time) {
        if (time == null || Math.abs(time.getEpochSecond()) > Long.MAX_VALUE / SECOND - 1) {
            return null;
        }
        return time.getEpochSecond() * SECOND + time.getNano();
    }
}
