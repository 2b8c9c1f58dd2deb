package cc.chitty.sync.kernel.repository;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database says of itself: which one it is and how far its runs have come. */
final class Identity {

    private Identity() {}

    /** In the schema that is in use; the name in either case, as the two databases keep it. */
    static boolean hasTable(JdbcClient client, String name) {
        String query = "select count(*) from information_schema.tables"
                + " where table_schema = current_schema and lower(table_name) = ?";
        return client.sql(query).param(name).query(Long.class).single() > 0;
    }

    static boolean hasAnyTable(JdbcClient client) {
        String query = "select count(*) from information_schema.tables where table_schema = current_schema";
        return client.sql(query).query(Long.class).single() > 0;
    }

    static Optional<String> id(JdbcClient client) {
        if (!hasTable(client, "repository_identity")) {
            return Optional.empty();
        }
        return client.sql("select id from repository_identity")
                .query(String.class)
                .optional();
    }

    static void create(JdbcClient client, String id, Clock clock) {
        client.sql("insert into repository_identity (id, created_at) values (?, ?)")
                .param(id)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The highest run id; 0 for none. */
    static long lastRun(JdbcClient client) {
        return client.sql("select coalesce(max(job_execution_id), 0) from batch_job_execution")
                .query(Long.class)
                .single();
    }

    /**
     * Runs get ids above {@code lastRun} from now on, with room for those which nobody wrote down: snapshots and reports
     * are named after runs, so an id is never given twice.
     */
    static void continueAfter(JdbcClient client, long lastRun) {
        long next = Math.max(lastRun, lastRun(client)) + 1000;
        client.sql("alter sequence batch_job_execution_seq restart with " + next)
                .update();
    }

    /** What it is to know of runs up to this one where there was one above. */
    static String older(long lastRun, long missing) {
        return "an older state: its last run is " + lastRun + ", there was a run " + missing;
    }
}
