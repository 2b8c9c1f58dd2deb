package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what one source found against what is known of it. */
final class Comparison {
    private final Finding finding;
    private final Map<String, Stamp> seen;
    private final Map<String, KnownFile> known;
    private final boolean full;
    private final List<SourceChange> changes = new ArrayList<>();
    private final List<Problem> problems;

    /**
     * Of one source.
     *
     * @param parts those that are compared; null for all
     * @param known the known files of these parts
     * @param full whether every file is to be read
     */
    Comparison(Finding finding, @Nullable BitSet parts, Map<String, KnownFile> known, boolean full) {
        this.finding = finding;
        this.seen = finding.in(parts);
        this.problems = new ArrayList<>(finding.problems());
        this.known = known;
        this.full = full;
    }

    List<SourceChange> changes() {
        return List.copyOf(changes);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void run() {
        seen.forEach(this::compare);
        changes.sort(Comparator.comparing(change -> change.path().toString()));
        end();
    }

    private void compare(String name, Stamp stamp) {
        KnownFile before = known.get(name);
        if (full || before == null || !before.isUnchanged(stamp)) {
            changes.add(new SourceChange(finding.source(), Path.of(name), before, stamp, full || wasDamaged(before)));
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
        for (KnownFile file : finding.focus().isEverything() ? known.values() : knownInFocus()) {
            if (!seen.containsKey(file.path())) {
                Path path = Path.of(file.path());
                if (!finding.isUnlisted(path)) {
                    changes.add(new SourceChange(finding.source(), path, file, null, false));
                }
            }
        }
    }

    private Set<KnownFile> knownInFocus() {
        Set<KnownFile> files = new LinkedHashSet<>();
        for (Path changed : finding.focus().paths()) {
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
