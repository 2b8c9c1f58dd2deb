package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of each change that a run of gpu-sync had planned. Runs of other jobs have none. */
record PlanItems(GpuSyncRecords records, long run) {

    /** Those that are not done come first; more than this are counted. */
    private static final int SHOWN = 50;

    List<String> lines(Style style) {
        StoredPlan plan = records.plan(run).orElse(null);
        if (plan == null || plan.made() == null) {
            return List.of();
        }
        List<ItemEnd> undone = new ArrayList<>();
        List<ItemEnd> done = new ArrayList<>();
        Map<ItemState, Integer> states = new EnumMap<>(ItemState.class);
        records.forEachItem(plan, end -> {
            states.merge(end.state(), 1, Integer::sum);
            List<ItemEnd> shown = end.state() == ItemState.DONE ? done : undone;
            if (shown.size() < SHOWN) {
                shown.add(end);
            }
        });
        List<String> lines = new ArrayList<>(List.of("", style.bold("Plan") + "  " + summary(plan, states)));
        undone.addAll(done);
        if (!undone.isEmpty()) {
            lines.addAll(table(style, undone.subList(0, Math.min(SHOWN, undone.size()))));
        }
        int all = states.values().stream().mapToInt(Integer::intValue).sum();
        if (all > SHOWN) {
            lines.add("and " + Words.number(all - SHOWN) + " more; --json has all of them.");
        }
        return lines;
    }

    private static String summary(StoredPlan plan, Map<ItemState, Integer> states) {
        String engine = plan.engine();
        StringBuilder text = new StringBuilder("with " + plan.peer());
        text.append(engine == null ? "" : ", by " + engine);
        states.forEach((state, count) ->
                text.append(", ").append(Words.number(count)).append(' ').append(state.word()));
        return text.toString();
    }

    private static List<String> table(Style style, List<ItemEnd> ends) {
        Table table = new Table(style);
        table.right("NO").left("STATE").left("ACT").left("WHERE").flexible("PATH");
        for (ItemEnd end : ends) {
            String trouble = end.trouble() == null ? "" : ": " + Plain.of(end.trouble());
            table.row(
                    Integer.toString(end.item().seq()),
                    end.state().word(),
                    end.item().action().word(),
                    end.item().target().name().toLowerCase(Locale.ROOT),
                    Plain.of(end.item().place().root() + ":" + end.item().here()) + trouble);
        }
        return table.lines();
    }

    void write(Json json) {
        records.plan(run)
                .filter(plan -> plan.made() != null)
                .ifPresent(plan -> json.text("peer", plan.peer())
                        .text("engine", plan.engine())
                        .array("items", () -> records.forEachItem(plan, end -> json.element(() -> write(json, end)))));
    }

    private static void write(Json json, ItemEnd end) {
        json.number("seq", end.item().seq())
                .text("category", end.item().place().category())
                .text("root", end.item().place().root())
                .text("path", end.item().here().text())
                .text("act", end.item().action().word())
                .text("target", end.item().target().name().toLowerCase(Locale.ROOT))
                .number("bytes", end.item().bytes())
                .text("state", end.state().word())
                .text("trouble", end.trouble());
    }
}
