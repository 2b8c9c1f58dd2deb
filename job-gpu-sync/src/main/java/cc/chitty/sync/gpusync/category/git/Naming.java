package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives names to repositories that have none yet, and has those count one up in which a run has changed something, so that the next one
 * knows whether they are still the same, and not an earlier state of themselves. The repositories count first: what was agreed on is
 * believed of one that has counted further.
 */
record Naming(GitPair pair, BaseRefs bases) {

    /** What is to be written into the repositories of one report. */
    private record Mark(RepositoryPlan plan, long count) {}

    void name(List<RepositoryReport> reports) {
        List<Mark> marks = new ArrayList<>();
        for (RepositoryReport report : reports) {
            RepositoryPlan plan = report.plan();
            if (plan.left() != null || !report.trouble().isEmpty()) {
                continue;
            }
            String ours = name(plan, Side.OURS);
            String theirs = name(plan, Side.THEIRS);
            if (report.changed() || ours.isEmpty() || theirs.isEmpty()) {
                marks.add(new Mark(plan, 1 + counted(plan)));
            } else {
                bases.call(plan.root(), plan.path(), Map.of(Side.OURS, ours, Side.THEIRS, theirs), 0);
            }
        }
        if (!marks.isEmpty()) {
            write(marks);
        }
    }

    private static String name(RepositoryPlan plan, Side side) {
        RepositoryFacts facts = plan.at(side);
        String name = facts == null ? null : facts.name();
        return name == null ? "" : name;
    }

    private long counted(RepositoryPlan plan) {
        long most = bases.count(plan.root(), plan.path());
        for (Side side : Side.values()) {
            RepositoryFacts facts = plan.at(side);
            most = facts == null ? most : Math.max(most, facts.counts().getOrDefault(pair.key(side), 0L));
        }
        return most;
    }

    private void write(List<Mark> marks) {
        Map<Mark, Map<Side, String>> names = new LinkedHashMap<>();
        for (Side side : Side.values()) {
            Map<String, Mark> directories = new LinkedHashMap<>();
            List<String> lines = new ArrayList<>();
            for (Mark mark : marks) {
                String directory = GitSync.directory(mark.plan, side);
                if (directory != null) {
                    directories.put(directory, mark);
                    lines.add(mark.count + " " + directory);
                }
            }
            List<String> said = pair.of(side).lines(GitScript.MARK, List.of(pair.key(side)), lines);
            for (int i = 0; i + 1 < said.size(); i += 2) {
                Mark mark = directories.get(said.get(i));
                if (mark != null && !said.get(i + 1).isBlank()) {
                    names.computeIfAbsent(mark, it -> new EnumMap<>(Side.class)).put(side, said.get(i + 1));
                }
            }
        }
        names.forEach((mark, both) -> {
            if (both.size() == Side.values().length) {
                bases.call(mark.plan.root(), mark.plan.path(), both, mark.count);
            }
        });
    }
}
