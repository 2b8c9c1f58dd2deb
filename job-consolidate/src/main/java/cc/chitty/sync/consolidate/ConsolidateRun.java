package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.MergeResult;
import cc.chitty.sync.consolidate.merge.Workplace;
import cc.chitty.sync.consolidate.view.ChangedTodo;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of the one run that is going on, handed from step to step. Nothing in it has to survive the process: what
 * was done is in the tables, in the spool and in the staging directory, and each step begins from there.
 */
public final class ConsolidateRun {

    /** The count that tells a dry run from others in the run's record. */
    public static final String DRY_RUN = "dry_run";

    private final ConsolidateOptions options;
    private final Workplace place;
    private final Progress progress;
    private final Map<Place, SourceChange> queue = new LinkedHashMap<>();
    private final Map<Place, SourceChange> later = new LinkedHashMap<>();
    private final Map<Place, SourceChange> taken = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private @Nullable MergeResult merged;
    private Discovery.@Nullable Found glanced;
    private @Nullable Walk walk;
    private boolean disbelieving;

    /** Two sources may read one file, each in its own way. */
    private record Place(String source, Path path) {
        static Place of(SourceChange change) {
            return new Place(change.source().name(), change.path());
        }
    }

    public ConsolidateRun(ConsolidateOptions options, Workplace place, Progress progress) {
        this.options = options;
        this.place = place;
        this.progress = progress;
        if (options.dryRun()) {
            count(DRY_RUN, 1);
        }
    }

    public ConsolidateOptions options() {
        return options;
    }

    /** From here on this run takes nothing for read, as if a full one had been asked for. */
    synchronized void disbelieve() {
        disbelieving = true;
    }

    synchronized boolean isFull() {
        return disbelieving || options.full();
    }

    Workplace place() {
        return place;
    }

    Progress progress() {
        return progress;
    }

    /** What was found to do just before the run: its first discovery need not look again. */
    synchronized void glanced(Discovery.Found found) {
        glanced = found;
    }

    /** Null where nobody has looked, and from the second time on. */
    synchronized Discovery.@Nullable Found takeGlanced() {
        Discovery.Found found = glanced;
        glanced = null;
        return found;
    }

    /** A walk that began after this run was asked for and after the last run ended. */
    synchronized void walk(Walk begun) {
        walk = begun;
    }

    /** Null where none was begun, and from the second time on. */
    synchronized @Nullable Walk takeWalk() {
        Walk begun = walk;
        walk = null;
        return begun;
    }

    synchronized void begin(Collection<SourceChange> changes) {
        queue.clear();
        later.clear();
        taken.clear();
        problems.clear();
        changes.forEach(change -> queue.put(Place.of(change), change));
    }

    /**
     * Lets files be read as a whole: those that wait in their turn, those that were taken when all others have been.
     * Those that are gone stay so.
     */
    synchronized void again(Collection<SourceChange> changes) {
        for (SourceChange change : changes) {
            Place place = Place.of(change);
            SourceChange waiting =
                    queue.computeIfPresent(place, (same, waits) -> waits.isGone() ? waits : change.as(waits.stamp()));
            if (waiting == null) {
                putBack(place, change);
            }
        }
    }

    /** A file that was taken and is not written yet is not as its row has it, but as it was found. */
    private void putBack(Place place, SourceChange change) {
        SourceChange found = taken.getOrDefault(place, change);
        if (!found.isGone()) {
            later.put(place, change.as(found.stamp()));
        }
    }

    /** Whether the file was put back after it was taken: what was read of it meanwhile is out of date. */
    synchronized boolean isPutBack(SourceChange change) {
        return later.containsKey(Place.of(change));
    }

    /** Begins with what was put back; whether there is any. */
    synchronized boolean takeUpAgain() {
        queue.putAll(later);
        later.clear();
        return !queue.isEmpty();
    }

    synchronized @Nullable SourceChange take() {
        Iterator<SourceChange> first = queue.values().iterator();
        if (!first.hasNext()) {
            return null;
        }
        SourceChange change = first.next();
        first.remove();
        taken.put(Place.of(change), change);
        return change;
    }

    synchronized void problem(Problem problem) {
        problems.add(problem);
    }

    /** What could not be handled, in the order in which it came up. */
    public synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    synchronized void count(String name, long amount) {
        counts.merge(name, amount, Long::sum);
    }

    /** What was done, by name: files, bytes, todos, sightings, added, completed, ... */
    public synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    void merged(MergeResult result) {
        merged = result;
    }

    /** Todos of which the view changes, as far as they are listed. */
    List<ChangedTodo> changed() {
        MergeResult result = merged;
        return result == null ? List.of() : result.changes().listed();
    }

    @Nullable MergeResult merged() {
        return merged;
    }
}
