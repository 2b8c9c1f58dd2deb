package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.Outcome;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Finds out which source files have to be read, by their stamps alone: no file is opened. */
final class Discovery {

    private final List<SessionSource> sources;
    private final Surroundings surroundings;
    private final SourceFiles files;

    Discovery(List<SessionSource> sources, Surroundings surroundings, SourceFiles files) {
        this.sources = sources.stream()
                .sorted(Comparator.comparingInt(SessionSource::order).thenComparing(SessionSource::name))
                .toList();
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

    /** Where every file of the sources is or will be. */
    List<Path> roots() {
        return sources.stream()
                .flatMap(source -> source.roots(surroundings).stream())
                .distinct()
                .toList();
    }

    /** Directories are walked while the known files are loaded: with many files each takes half of the time. */
    Found changes(boolean full, Focus focus) {
        FutureTask<List<Finding>> walk = new FutureTask<>(() -> walk(focus));
        new Thread(walk, "walk").start();
        Map<String, Map<String, KnownFile>> known;
        List<Finding> findings;
        try {
            known = files.all();
        } finally {
            findings = outcome(walk);
        }
        List<SourceChange> changes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        long found = 0;
        for (Finding finding : findings) {
            Comparison comparison = new Comparison(finding, known.getOrDefault(finding.source.name(), Map.of()), full);
            comparison.run();
            found += finding.seen.size();
            changes.addAll(comparison.changes);
            problems.addAll(comparison.problems);
        }
        return new Found(found, changes, problems);
    }

    private List<Finding> walk(Focus focus) {
        List<Finding> findings = new ArrayList<>();
        for (SessionSource source : sources) {
            Finding finding = new Finding(source, focus);
            source.find(surroundings, finding);
            findings.add(finding);
        }
        return findings;
    }

    private static List<Finding> outcome(FutureTask<List<Finding>> walk) {
        try {
            return Outcome.of(walk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what one source finds. */
    private static final class Finding implements FoundFiles {
        private final SessionSource source;
        private final Focus focus;
        private final Map<String, Stamp> seen = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<Path> unlisted = new ArrayList<>();

        Finding(SessionSource source, Focus focus) {
            this.source = source;
            this.focus = focus;
        }

        @Override
        public Focus focus() {
            return focus;
        }

        /** Two ways may lead to one file, as a link to a directory that is also walked. */
        @Override
        public void file(Path path, Stamp stamp) {
            seen.putIfAbsent(path.toString(), stamp);
        }

        @Override
        public void problem(Path root, Problem problem) {
            unlisted.add(root);
            problems.add(problem);
        }
    }

    /** Holds what one source found against what is known of it. */
    private static final class Comparison {
        private final SessionSource source;
        private final Focus focus;
        private final Map<String, Stamp> seen;
        private final List<Path> unlisted;
        private final Map<String, KnownFile> known;
        private final boolean full;
        private final List<SourceChange> changes = new ArrayList<>();
        private final List<Problem> problems;

        Comparison(Finding finding, Map<String, KnownFile> known, boolean full) {
            this.source = finding.source;
            this.focus = finding.focus;
            this.seen = finding.seen;
            this.unlisted = finding.unlisted;
            this.problems = new ArrayList<>(finding.problems);
            this.known = known;
            this.full = full;
        }

        void run() {
            seen.forEach(this::compare);
            changes.sort(Comparator.comparing(change -> change.path().toString()));
            end();
        }

        private void compare(String name, Stamp stamp) {
            KnownFile before = known.get(name);
            if (full || before == null || !before.isUnchanged(stamp)) {
                changes.add(new SourceChange(source, Path.of(name), before, stamp, full || wasDamaged(before)));
            } else {
                problems.addAll(before.problems().list());
            }
        }

        /** Its problems may lie before the place where reading would go on, so all of it is looked at again. */
        private static boolean wasDamaged(@Nullable KnownFile before) {
            return before != null && !before.problems().isEmpty();
        }

        /** Known files that were not found are gone, unless the place they were in could not be listed. */
        private void end() {
            for (KnownFile file : focus.isEverything() ? known.values() : knownInFocus()) {
                if (!seen.containsKey(file.path())) {
                    Path path = Path.of(file.path());
                    if (unlisted.stream().noneMatch(path::startsWith)) {
                        changes.add(new SourceChange(source, path, file, null, false));
                    }
                }
            }
        }

        private Set<KnownFile> knownInFocus() {
            Set<KnownFile> files = new LinkedHashSet<>();
            for (Path changed : focus.paths()) {
                for (Path at = changed; at != null; at = at.getParent()) {
                    KnownFile file = known.get(at.toString());
                    if (file != null) {
                        files.add(file);
                    }
                }
                if (!seen.containsKey(changed.toString())) {
                    String below = changed + "/";
                    known.values().stream()
                            .filter(file -> file.path().startsWith(below))
                            .forEach(files::add);
                }
            }
            return files;
        }
    }
}
