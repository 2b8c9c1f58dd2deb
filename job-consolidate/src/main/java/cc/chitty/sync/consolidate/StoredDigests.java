package cc.chitty.sync.consolidate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The digests of all source files' rows, and the table that keeps them from one run to the next. The table is emptied in
 * the transaction that changes the first row and filled again when all of a run's changes are there: a run that dies in
 * between leaves none, and the next one makes them from the rows.
 */
final class StoredDigests {

    /** Bytes; H2 takes a million for one value. */
    private static final int PIECE = 500_000;

    /** Beside the pieces, which begin with 0: the name of the publication that holds what the rows say was read. */
    private static final int PUBLICATION = -1;

    private final JdbcTemplate jdbc;
    /** Of the rows as this run has written them so far; null where that is not known. */
    private @Nullable PartDigests current;
    /** Whether the table has the same. */
    private boolean stored;
    /** Whether it is known to have none. */
    private boolean empty;

    StoredDigests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Null where they are not known.
     *
     * @param rows how many the table of source files has
     */
    @Nullable PartDigests load(long rows) {
        List<byte[]> pieces = jdbc.query(
                "select content from source_digest where seq >= 0 order by seq", (row, number) -> row.getBytes(1));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        pieces.forEach(packed::writeBytes);
        PartDigests read = pieces.isEmpty() ? null : PartDigests.unpacked(packed.toByteArray());
        current = read != null && read.rows() == rows ? read : null;
        stored = current != null;
        empty = pieces.isEmpty();
        return current;
    }

    /** These were made from all rows. */
    void made(PartDigests digests) {
        current = digests;
        stored = false;
        empty = false;
    }

    /** These were made from all rows of some parts. */
    void made(BitSet parts, PartDigests digests) {
        if (current != null && current.replace(parts, digests)) {
            stored = false;
        }
    }

    /** To be called in the transaction that changes a row. */
    void changing() {
        if (!empty) {
            empty();
        }
    }

    /**
     * A row is another one.
     *
     * @param before null where it is new
     * @param after null where it is gone
     */
    void changed(@Nullable KnownFile before, @Nullable KnownFile after) {
        if (current != null && before != null) {
            current.remove(before);
        }
        if (current != null && after != null) {
            current.add(after);
        }
    }

    /** There is no row any more. */
    void forget() {
        empty();
        forgetPublication();
        current = new PartDigests();
    }

    /** For the next run. */
    void keep() {
        if (current != null && !stored) {
            empty();
            byte[] packed = current.packed();
            List<Object[]> pieces = new ArrayList<>();
            for (int from = 0; from < packed.length; from += PIECE) {
                int to = Math.min(packed.length, from + PIECE);
                pieces.add(new Object[] {pieces.size(), Arrays.copyOfRange(packed, from, to)});
            }
            jdbc.batchUpdate("insert into source_digest (seq, content) values (?, ?)", pieces);
            stored = true;
            empty = false;
        }
    }

    /** The name that was kept last, as long as there are rows of which it says something. */
    Optional<String> publication() {
        return jdbc
                .query(
                        "select content from source_digest where seq = " + PUBLICATION,
                        (row, number) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .stream()
                .findFirst();
    }

    void publication(String name) {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        if (jdbc.update("update source_digest set content = ? where seq = " + PUBLICATION, content) == 0) {
            jdbc.update("insert into source_digest (seq, content) values (?, ?)", PUBLICATION, content);
        }
    }

    private void forgetPublication() {
        jdbc.update("delete from source_digest where seq = " + PUBLICATION);
    }

    private void empty() {
        jdbc.update("delete from source_digest where seq >= 0");
        stored = false;
        empty = true;
    }
}
