package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out which source files have to be read, by their stamps alone: no file is opened. */
final class Discovery {

    /** Looking for files below so many paths one by one takes longer than loading all of them. */
    private static final int MOST_UNSEEN = 4;

    private final List<SessionSource> sources;
    private final Surroundings surroundings;
    private final SourceFiles files;

    Discovery(List<SessionSource> sources, Surroundings surroundings, SourceFiles files) {
        this.sources = List.copyOf(sources);
        this.surroundings = surroundings;
        this.files = files;
    }

    /**
     * What has changed since the last run.
     *
     * @param found how many files there are
     * @param changes those to read or to let vanish; sources that tell where sessions ran come first
     */
    record Found(long found, List<SourceChange> changes, List<Problem> problems) {}

    /** Makes every file a new one. */
    void forget() {
        files.forget();
    }

    /** The publication that holds what was read of all files; empty where none is known. */
    Optional<String> publication() {
        return files.publication();
    }

    void keepDigests() {
        files.keepDigests();
    }

    /** Where every file of the sources is or will be. */
    List<Path> roots() {
        return sources.stream()
                .flatMap(source -> source.roots(surroundings).stream())
                .distinct()
                .toList();
    }

    /** Directories are walked while what is known is loaded. */
    Found changes(boolean full, Focus focus) {
        return changes(full, focus, Walk.begin(sources, surroundings, focus));
    }

    /** After a walk that began before. */
    Found changes(boolean full, Walk begun) {
        return begun.covers(sources, surroundings)
                ? changes(full, Focus.EVERYTHING, begun)
                : changes(full, Focus.EVERYTHING);
    }

    private Found changes(boolean full, Focus focus, Walk walk) {
        PartDigests digests;
        Map<String, Map<String, KnownFile>> known;
        List<Finding> findings;
        try {
            digests = full ? null : files.digests();
            known = digests == null ? files.all() : Map.of();
        } finally {
            findings = walk.findings();
        }
        BitSet parts = null;
        if (digests != null) {
            parts = focus.isEverything() ? digests.differing(Finding.digests(findings)) : inFocus(focus, findings);
            known = files.in(parts, digests);
        }
        return compared(findings, parts, known, full);
    }

    /** @param parts where known files were loaded; of all others it is known that nothing has changed; null for all */
    private static Found compared(
            List<Finding> findings, @Nullable BitSet parts, Map<String, Map<String, KnownFile>> known, boolean full) {
        List<SourceChange> changes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        long found = 0;
        for (Finding finding : findings) {
            Map<String, KnownFile> of = known.getOrDefault(finding.source().name(), Map.of());
            Comparison comparison = new Comparison(finding, parts, of, full);
            comparison.run();
            found += finding.count();
            changes.addAll(comparison.changes());
            problems.addAll(comparison.problems());
        }
        return new Found(found, changes, problems);
    }

    /** The parts of all files that are or were at, above or below the paths in focus. */
    private BitSet inFocus(Focus focus, List<Finding> findings) {
        BitSet parts = new BitSet(PartDigests.PARTS);
        findings.forEach(finding -> finding.addParts(parts));
        List<Path> unseen = focus.paths().stream()
                .filter(path -> findings.stream().noneMatch(finding -> finding.has(path.toString())))
                .toList();
        if (unseen.size() > MOST_UNSEEN) {
            parts.set(0, PartDigests.PARTS);
        } else {
            unseen.forEach(directory -> files.below(directory.toString()).forEach(file -> parts.set(file.part())));
        }
        return parts;
    }
}
