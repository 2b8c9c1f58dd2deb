package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.install.Installed.Part;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.FileLock;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Installs and takes out. An installation always starts from what would be there without the one before it, so doing it
 * twice, or with other wishes, ends as if it had been done once; whether or not a record tells of the one before.
 */
final class Installation {

    private final StateDirectory state;
    private final Path file;

    Installation(StateDirectory state) {
        this.state = state;
        this.file = state.installation().resolve("record.properties");
    }

    /**
     * For as long as a plan is made and carried out.
     *
     * @throws Failure BUSY if somebody else is at it
     */
    FileLock lock() {
        return FileLock.tryTake(state.installation().resolve("lock"))
                .orElseThrow(() -> new Failure(
                        FailureCategory.BUSY,
                        "change the installation",
                        "another install or uninstall is at work",
                        "Wait for it, then do it again."));
    }

    /** What installing would change; nothing is touched. */
    Plan plan(Place place, Wish wish) {
        Blueprint blueprint = Blueprint.of(place, wish);
        List<Change> changes = changes(new Ours(place), blueprint.edits());
        Installed before = Installed.read(file);
        List<String> known = before.done();
        List<Step> steps = blueprint.steps().stream()
                .filter(step -> !known.contains(Step.line(step.command())) || changes(step, changes))
                .toList();
        Installed after = new Installed(
                List.of(),
                blueprint.steps().stream()
                        .map(Step::undoing)
                        .filter(command -> !command.isEmpty())
                        .map(Step::line)
                        .toList(),
                List.of(),
                blueprint.steps().stream()
                        .filter(step -> !steps.contains(step))
                        .map(step -> Step.line(step.command()))
                        .toList(),
                wish.migrate());
        return new Plan(changes, steps, after, undoing(place, before, changes), blueprint.remarks());
    }

    private static boolean changes(Step step, List<Change> changes) {
        return changes.stream()
                .filter(Change::differs)
                .map(change -> change.target().name())
                .anyMatch(name ->
                        step.files().stream().anyMatch(path -> path.toString().equals(name)));
    }

    /** What taking out would change. */
    Plan removal(Place place) {
        List<Change> changes = changes(new Ours(place), Map.of());
        Installed nothing = new Installed(List.of(), List.of(), List.of(), List.of(), false);
        return new Plan(changes, List.of(), nothing, undoing(place, Installed.read(file), changes), List.of());
    }

    /** What undoes the installation before, be it recorded or not. */
    private static List<String> undoing(Place place, Installed record, List<Change> changes) {
        Ours ours = new Ours(place);
        Stream<String> found = changes.stream()
                .filter(change ->
                        change.now() != null && record.of(change.target()).isEmpty())
                .flatMap(change -> ours.stopping(change.target()));
        Stream<String> unrecorded = record.parts().isEmpty() ? ours.forgetting() : Stream.of();
        return Stream.of(record.undoing().stream(), found, unrecorded)
                .flatMap(lines -> lines)
                .distinct()
                .toList();
    }

    private List<Change> changes(Ours ours, Map<Target, Edit> wished) {
        Installed record = Installed.read(file);
        Map<String, Target> targets = new LinkedHashMap<>();
        Map<String, Edit> edits = new HashMap<>();
        wished.forEach((target, edit) -> {
            targets.put(target.name(), target);
            edits.put(target.name(), edit);
        });
        ours.targets().forEach(target -> targets.putIfAbsent(target.name(), target));
        record.parts().forEach(part -> targets.putIfAbsent(part.target(), target(part)));
        List<Change> changes = new ArrayList<>();
        targets.forEach((name, target) -> {
            Edit edit = edits.getOrDefault(name, ours.removal(name));
            byte[] now = target.read();
            byte[] before = before(target, now, edit, record);
            changes.add(new Change(target, now, before, edit.apply(before)));
        });
        return changes;
    }

    private static Target target(Part part) {
        return part.target().equals(CrontabTarget.NAME)
                ? new CrontabTarget()
                : new FileTarget(Path.of(part.target()), false);
    }

    /** What would be there without us. */
    private byte @Nullable [] before(Target target, byte @Nullable [] now, Edit edit, Installed record) {
        Part part = record.of(target).orElse(null);
        if (part == null) {
            return now == null ? null : edit.without(now);
        }
        byte[] kept = part.backup() == null
                ? null
                : new FileTarget(state.installation().resolve(part.backup()), false).read();
        if (now == null || Installed.digest(now).equals(part.after())) {
            return now == null && !part.after().isEmpty() ? null : kept;
        }
        return edit.clean(now, kept, record.migrated());
    }

    /** Carries a plan out. Returns what the system's programs did not do. */
    List<Problem> carryOut(Plan plan) {
        return new CarryingOut(state, file).carryOut(plan);
    }
}
