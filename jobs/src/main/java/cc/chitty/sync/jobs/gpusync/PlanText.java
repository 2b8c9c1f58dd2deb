package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSync;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.plan.Conflict;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.SyncRun;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan, and what became of it, in words. */
final class PlanText {

    /** More changes than this are counted. */
    private static final int SHOWN = 200;

    private static final int DELETED_SHOWN = 20;

    private static final int SHORT = 12;

    /** The names of counts that tell of changes, by {@link PlannedChange.Action} and side. */
    private static final String CHANGE = Arrays.stream(PlannedChange.Action.values())
            .map(PlannedChange.Action::word)
            .collect(Collectors.joining("|", "(", ")_(ours|theirs)"));

    private static final Set<String> DONE = Set.of("bytes", "repositories_changed", "git_objects", SyncRun.PLAN_KEPT);

    private final Style style;
    private final GpuSync.Answer answer;

    PlanText(Style style, GpuSync.Answer answer) {
        this.style = style;
        this.answer = answer;
    }

    List<String> plan() {
        List<PlannedChange> changes = answer.planned().changes();
        List<String> lines = new ArrayList<>();
        if (answer.ended().failure() != null) {
            return lines;
        }
        if (!changes.isEmpty()) {
            lines.addAll(table(changes.subList(0, Math.min(SHOWN, changes.size()))));
        }
        if (changes.size() > SHOWN) {
            lines.add("and " + Words.number(changes.size() - SHOWN) + " more; --json has all of them.");
        }
        lines.addAll(answer.repositories());
        answer.planned().conflicts().forEach(it -> lines.add(conflict(it)));
        lines.add(summary(changes));
        lines.addAll(tooLarge(answer.ended().report().counts()));
        lines.addAll(refusals());
        lines.add("Nothing was changed: this was a dry run. `--apply "
                + answer.planned().fingerprint().substring(0, SHORT) + "` carries out just this plan.");
        return lines;
    }

    /** What the deletion guard would say of it. */
    List<String> refusals() {
        return answer.planned().objections().stream()
                .map(it -> style.yellow("A sync would refuse this: " + it))
                .toList();
    }

    private List<String> table(List<PlannedChange> changes) {
        Table table = new Table(style);
        table.left("CATEGORY").left("ACT").left("WHERE").right("SIZE").flexible("PATH");
        for (PlannedChange change : changes) {
            table.row(
                    change.place().category(),
                    change.action().word(),
                    change.target() == Side.OURS ? "here" : "peer",
                    change.bytes() == 0 ? "" : Words.bytes(change.bytes()),
                    Plain.of(change.place().root() + ":" + change.here()));
        }
        return table.lines();
    }

    private String conflict(Conflict conflict) {
        return style.yellow("conflict  "
                + Plain.of(conflict.place().root() + ":" + conflict.place().path()));
    }

    private String summary(List<PlannedChange> changes) {
        long bytes = changes.stream().mapToLong(PlannedChange::bytes).sum();
        long here = changes.stream().filter(it -> it.target() == Side.OURS).count();
        return Words.count(changes.size(), "change") + " (" + Words.number(here) + " here, "
                + Words.number(changes.size() - here) + " on the peer), " + Words.bytes(bytes) + ", "
                + Words.count(answer.planned().conflicts().size(), "conflict") + ".";
    }

    List<String> done() {
        if (answer.ended().failure() != null) {
            return List.of();
        }
        Map<String, Long> counts = answer.ended().report().counts();
        List<String> lines = new ArrayList<>();
        lines.add(files(counts));
        if (count(counts, "repositories_changed") > 0) {
            lines.add(repositories(counts));
        }
        lines.addAll(deletedRefs(answer.repositories()));
        if (count(counts, "left_by_direction") > 0) {
            lines.add(
                    Words.count(count(counts, "left_by_direction"), "change") + " of the other direction left alone.");
        }
        lines.addAll(tooLarge(counts));
        if (count(counts, "conflicts") > 0) {
            lines.add(style.yellow(Words.count(count(counts, "conflicts"), "conflict")
                    + ": `chittysync gpu-sync resolve` settles them."));
        }
        return lines;
    }

    private static List<String> tooLarge(Map<String, Long> counts) {
        long files = count(counts, "left_too_large");
        return files == 0 ? List.of() : List.of(Words.count(files, "file") + " larger than the limit left out.");
    }

    /** What went in repositories, named: of files a snapshot has a list, of refs only the repository itself. */
    static List<String> deletedRefs(List<String> words) {
        List<String> lines = new ArrayList<>(words.subList(0, Math.min(DELETED_SHOWN, words.size())));
        if (words.size() > DELETED_SHOWN) {
            lines.add("and " + Words.number(words.size() - DELETED_SHOWN) + " more refs; --json has all of them.");
        }
        return lines;
    }

    private static String files(Map<String, Long> counts) {
        return "To the peer: " + side(counts, "theirs") + ". From the peer: " + side(counts, "ours") + ". "
                + Words.bytes(count(counts, "bytes")) + " brought.";
    }

    private static String repositories(Map<String, Long> counts) {
        return Words.count(count(counts, "repositories_changed"), "repository", "repositories") + " exchanged commits.";
    }

    /** What a run has done, in one line. */
    static String done(Map<String, Long> counts) {
        return files(counts) + (count(counts, "repositories_changed") > 0 ? " " + repositories(counts) : "");
    }

    /** Whether a run has changed anything on either side. */
    static boolean hasChanged(Map<String, Long> counts) {
        return count(counts, "repositories_changed") > 0
                || counts.entrySet().stream()
                        .anyMatch(it -> it.getValue() > 0 && it.getKey().matches(CHANGE));
    }

    /** Whether a count is one of what a run has changed. */
    static boolean tellsWhatWasDone(String name) {
        return name.matches(CHANGE) || DONE.contains(name);
    }

    private static String side(Map<String, Long> counts, String side) {
        long put = count(counts, "put_" + side) + count(counts, "join_" + side) + count(counts, "restore_" + side);
        return Words.number(put) + " brought, " + Words.number(count(counts, "mode_" + side)) + " permissions, "
                + Words.number(count(counts, "remove_" + side)) + " removed";
    }

    static long count(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L);
    }

    static void write(Json json, GpuSync.Answer answer) {
        json.list("changes", answer.planned().changes(), change -> {
            json.text("category", change.place().category())
                    .text("root", change.place().root())
                    .text("path", change.here().text())
                    .text("act", change.action().word())
                    .text("target", change.target().name().toLowerCase(Locale.ROOT))
                    .number("bytes", change.bytes())
                    .text("reason", change.reason());
            Entry wanted = change.change().wanted();
            if (wanted != null) {
                json.text("kind", wanted.kind().name().toLowerCase(Locale.ROOT));
            }
        });
        json.texts("repositories", answer.repositories())
                .texts("refusals", answer.planned().objections())
                .list(
                        "conflicts",
                        answer.planned().conflicts(),
                        conflict -> json.text("root", conflict.place().root())
                                .text("path", conflict.place().path().text())
                                .text("reason", conflict.reason()));
    }
}
