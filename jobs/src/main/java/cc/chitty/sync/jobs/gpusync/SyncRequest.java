package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.gpusync.run.SyncOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import picocli.CommandLine.Option;

/** The options that all syncing commands share. */
final class SyncRequest {

    @Option(names = "--peer", paramLabel = "NAME", description = "With this peer, or all; else with the first.")
    private @Nullable String peer;

    @Option(names = "--dry-run", description = "Change nothing; print the plan and its fingerprint.")
    private boolean dryRun;

    @Option(names = "--apply", paramLabel = "FINGERPRINT", description = "Only if the plan is still that one.")
    private String apply = "";

    @Option(names = "--exclude-cache", description = "Without the category cache.")
    private boolean excludeCache;

    @Option(names = "--fast", description = "Without large files (setting filters.fast).")
    private boolean fast;

    @Option(names = "--only", paramLabel = "PATTERN", description = "Only these paths; as in .gitignore.")
    private List<String> only = List.of();

    @Option(names = "--profile", paramLabel = "NAME", description = "By a profile of the settings.")
    private String profile = "";

    @Option(
            names = "--force",
            paramLabel = "WHO",
            description = "newer, ours or theirs wins what both changed; the loser is in the snapshot.")
    private @Nullable Winner winner;

    @Option(names = "--delete", description = "One way: also delete what the source has deleted.")
    private boolean deletes;

    @Option(names = "--yes", description = "Agree to what the deletion guard would refuse.")
    private boolean yes;

    @Option(names = "--backup", description = "Snapshots are always taken; kept for scripts that ask for it.")
    private boolean backup;

    @Option(names = "--bwlimit", paramLabel = "RATE", description = "At most this a second, as 2MB.")
    private @Nullable String rate;

    @Option(names = "--fresh", description = "Begin a new run even if the last one could be resumed.")
    private boolean fresh;

    /** Who wins what both changed. */
    enum Winner {
        NEWER,
        OURS,
        THEIRS
    }

    boolean fresh() {
        return fresh;
    }

    boolean isDryRun() {
        return dryRun;
    }

    /** Its name; empty: the first. */
    String peer() {
        return peer == null ? "" : peer;
    }

    boolean isForAll() {
        return "all".equals(peer);
    }

    /** Whether the person said that snapshots are wanted, which they always are. */
    boolean asksForSnapshots() {
        return backup;
    }

    private Force force() {
        return winner == null ? Force.NONE : Force.valueOf(winner.name());
    }

    /** @throws IllegalArgumentException for a rate that is none or negative, and for what was given and is empty */
    SyncOptions with(String name, SyncKind kind) {
        if ("".equals(peer) || only.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("--peer and --only want a word, not nothing");
        }
        return new SyncOptions(
                name,
                new SyncOptions.What(kind.categories(), excludeCache, fast, only, profile),
                new SyncOptions.How(kind.direction(), force(), deletes, bandwidth(), Map.of()),
                dryRun,
                apply,
                yes);
    }

    private long bandwidth() {
        String set = rate;
        if (set == null) {
            return 0;
        }
        String upper = set.toUpperCase(Locale.ROOT);
        String unit = upper.matches("\\d+[KMG]") ? upper + "B" : upper;
        DataSize parsed;
        try {
            parsed = DataSize.parse(unit);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(noRate(set), e);
        }
        if (parsed.isNegative()) {
            throw new IllegalArgumentException(noRate(set));
        }
        return parsed.toBytes();
    }

    private static String noRate(String set) {
        return "--bwlimit is a rate as 500KB or 2MB, not '" + set + "'";
    }
}
