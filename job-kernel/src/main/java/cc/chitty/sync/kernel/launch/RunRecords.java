package cc.chitty.sync.kernel.launch;

import cc.chitty.sync.kernel.run.Problem;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Batch's own tables do not say of a run: whose it was and why it ran, what it changed and could not handle. */
final class RunRecords {

    /** Problems beyond this many are counted, not kept one by one. */
    private static final int PROBLEMS_KEPT = 1_000;

    private final JdbcTemplate jdbc;

    RunRecords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void began(long run, RunOwner owner, Trigger trigger) {
        jdbc.update(
                "insert into job_owner (job_execution_id, host, pid, process_start, trigger, settings_digest, device,"
                        + " version) values (?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                owner.host(),
                owner.pid(),
                Timestamp.from(owner.started()),
                trigger.word(),
                owner.settingsDigest(),
                owner.device(),
                owner.version());
    }

    void ended(long run, RunReport report) {
        List<Object[]> changes = new ArrayList<>();
        for (Map.Entry<String, Long> count : report.counts().entrySet()) {
            if (count.getValue() != 0) {
                changes.add(new Object[] {run, count.getKey(), count.getValue()});
            }
        }
        batch("insert into run_change (job_execution_id, name, amount) values (?, ?, ?)", changes);
        List<Object[]> problems = new ArrayList<>();
        for (Problem problem : report.problems()) {
            if (problems.size() < PROBLEMS_KEPT) {
                problems.add(new Object[] {run, problems.size(), problem.where(), problem.what()});
            }
        }
        batch("insert into run_problem (job_execution_id, seq, place, what) values (?, ?, ?, ?)", problems);
    }

    private void batch(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }
}
