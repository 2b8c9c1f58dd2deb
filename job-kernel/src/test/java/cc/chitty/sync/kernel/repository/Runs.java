package cc.chitty.sync.kernel.repository;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes runs as Spring Batch does, by hand. */
final class Runs {

    private final JdbcClient client;

    Runs(DataSource source) {
        this.client = JdbcClient.create(source);
    }

    void instance(long id, String job) {
        client.sql("insert into batch_job_instance (job_instance_id, version, job_name, job_key) values (?, 0, ?, ?)")
                .params(id, job, "key" + id)
                .update();
    }

    void run(long id, long instance, String status, LocalDateTime created) {
        client.sql("insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time, status)"
                        + " values (?, 1, ?, ?, ?)")
                .params(id, instance, created, status)
                .update();
        client.sql("insert into batch_job_execution_params values (?, 'key', 'java.lang.String', 'v', 'Y')")
                .param(id)
                .update();
        client.sql("insert into batch_job_execution_context values (?, '{}', null)")
                .param(id)
                .update();
    }

    void step(long id, long run, String name, String status) {
        client.sql("insert into batch_step_execution (step_execution_id, version, step_name, job_execution_id,"
                        + " create_time, status) values (?, 1, ?, ?, ?, ?)")
                .params(id, name, run, LocalDateTime.of(2026, 5, 1, 12, 0), status)
                .update();
        client.sql("insert into batch_step_execution_context values (?, '{}', null)")
                .param(id)
                .update();
    }

    void owner(long run, String host, long pid) {
        OffsetDateTime began = OffsetDateTime.parse("2026-05-01T12:00:00Z");
        client.sql("insert into job_owner values (?, ?, ?, ?, 'cron', 'digest', 'device', '0.1')")
                .params(run, host, pid, began)
                .update();
        client.sql("insert into run_change values (?, 'written', 3)").param(run).update();
        client.sql("insert into run_problem values (?, 0, 'place', 'what')")
                .param(run)
                .update();
        client.sql("insert into snapshot values (?, ?, 'gpu-sync', ?, 1, 1)")
                .params("snapshot-" + run, run, began)
                .update();
    }

    /** Complete runs of one job, with these ids. */
    void complete(long first, long last) {
        for (long id = first; id <= last; id++) {
            instance(id, "consolidate");
            run(id, id, "COMPLETED", LocalDateTime.of(2026, 5, 1, 12, 0));
            step(id, id, "read", "COMPLETED");
            owner(id, "laptop", id);
        }
    }

    List<Long> ids() {
        return client.sql("select job_execution_id from batch_job_execution order by 1")
                .query(Long.class)
                .list();
    }

    long count(String table) {
        return client.sql("select count(*) from " + table).query(Long.class).single();
    }

    List<String> column(String query) {
        return client.sql(query).query(String.class).list();
    }

    long nextRun() {
        String next = client.sql("select next value for batch_job_execution_seq")
                .query(String.class)
                .single();
        return Long.parseLong(next);
    }
}
