package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.plan.ConflictTable;
import cc.chitty.sync.gpusync.plan.PlanTable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What of a run is kept in the job repository. */
public record Tables(PlanTable plans, ConflictTable conflicts) {

    public static Tables in(JdbcTemplate jdbc) {
        return new Tables(new PlanTable(jdbc), new ConflictTable(jdbc));
    }
}
