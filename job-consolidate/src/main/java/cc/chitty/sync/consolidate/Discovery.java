package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    Found changes(boolean full, Focus focus) {
        Map<String, Map<String, KnownFile>> known = files.all();
        List<SourceChange> changes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        long found = 0;
        for (SessionSource source : sources) {
            Finding finding = new Finding(source, known.getOrDefault(source.name(), Map.of()), full, focus);
            source.find(surroundings, finding);
            finding.end();
            found += finding.seen.size();
            changes.addAll(finding.changes);
            problems.addAll(finding.problems);
        }
        return new Found(found, changes, problems);
    }

    /** Takes what one source finds. */
    private static final class Finding implements FoundFiles {
        private final SessionSource source;
        private final Map<String, KnownFile> known;
        private final boolean full;
        private final Focus focus;
        private final Set<String> seen = new HashSet<>();
        private final List<SourceChange> changes = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<Path> unlisted = new ArrayList<>();

        Finding(SessionSource source, Map<String, KnownFile> known, boolean full, Focus focus) {
            this.source = source;
            this.known = known;
            this.full = full;
            this.focus = focus;
        }

        @Override
        public Focus focus() {
            return focus;
        }

        @Override
        public void file(Path path, Stamp stamp) {
            String name = path.toString();
            if (!seen.add(name)) {
                return; // two ways lead to one file, as a link to a directory that is also walked
            }
            KnownFile before = known.get(name);
            if (full || before == null || !before.isUnchanged(stamp)) {
                changes.add(new SourceChange(source, path, before, stamp, full || wasDamaged(before)));
            } else {
                problems.addAll(before.problems().list());
            }
        }

        /** Its problems may lie before the place where reading would go on, so all of it is looked at again. */
        private static boolean wasDamaged(@Nullable KnownFile before) {
            return before != null && !before.problems().isEmpty();
        }

        @Override
        public void problem(Path root, Problem problem) {
            unlisted.add(root);
            problems.add(problem);
        }

        /** Known files that were not found are gone, unless the place they were in could not be listed. */
        void end() {
            changes.sort(Comparator.comparing(change -> change.path().toString()));
            for (KnownFile file : focus.isEverything() ? known.values() : knownInFocus()) {
                Path path = Path.of(file.path());
                if (!seen.contains(file.path()) && unlisted.stream().noneMatch(path::startsWith)) {
                    changes.add(new SourceChange(source, path, file, null, false));
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
                if (!seen.contains(changed.toString())) {
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
