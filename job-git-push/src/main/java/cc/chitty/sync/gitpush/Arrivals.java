package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.view.KeptConflicts;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each journal and lifecycle file what this device will hold after a fetch, and prepares those that change.
 *
 * <p>A device's journal has one writer, so what that one pushed replaces our copy. Whenever something else may have
 * happened (a history rewritten, a file put back by hand, a backup restored, a file that cannot be read) both versions are
 * joined register by register, which can only add.
 */
final class Arrivals {

    private final OwnRepository repository;
    private final SyncPlace place;
    private final StateDirectory state;
    private final Path work;
    private final String device;
    private final SyncRun run;
    private final Comparison comparison;
    private final Map<Path, Path> prepared = new LinkedHashMap<>();

    Arrivals(OwnRepository repository, SyncPlace place, SyncRun run, Comparison comparison) {
        this.repository = repository;
        this.place = place;
        this.state = place.state();
        this.work = place.work();
        this.device = place.device();
        this.run = run;
        this.comparison = comparison;
    }

    /** Every file that changes, by its place in the state directory. */
    Map<Path, Path> prepare(List<Sighting> edits) throws IOException {
        Map<String, Fetched> journals = fetchedJournals();
        for (Map.Entry<String, ObjectId> file : comparison.remote().entrySet()) {
            String journal = Layout.journalOf(file.getKey());
            String adder = Layout.addedToBy(file.getKey());
            if (journal != null) {
                journal(journal, file.getKey(), journals.get(file.getKey()));
            } else if (adder != null) {
                added(adder, file.getKey(), file.getValue());
            }
        }
        if (!edits.isEmpty()) {
            edited(edits);
        }
        Map<Path, Path> ordered = new LinkedHashMap<>();
        Path arrived = prepared.get(JournalSet.file(state.devices(), Layout.EDITED));
        if (arrived != null) {
            ordered.putAll(new EditReply(repository, place, comparison, run).to(arrived, prepared));
        }
        prepared.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private record Fetched(Path file, @Nullable String defect) {}

    /** The journals that are not as they are here, each read once from end to end; as many at once as there are processors. */
    private Map<String, Fetched> fetchedJournals() throws IOException {
        try {
            return comparison.remote().entrySet().parallelStream()
                    .filter(file -> isNews(file.getKey(), file.getValue()))
                    .collect(Collectors.toConcurrentMap(Map.Entry::getKey, this::read));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Where only we went on since we pushed it, the remote's says nothing new. */
    private boolean isNews(String path, ObjectId blob) {
        String owner = Layout.journalOf(path);
        if (owner == null) {
            return false;
        }
        Path ours = JournalSet.file(state.devices(), owner);
        boolean onlyOurs = owner.equals(device) && Files.exists(ours) && comparison.untouched(path, blob);
        return !onlyOurs && !comparison.same(ours, blob);
    }

    private Fetched read(Map.Entry<String, ObjectId> file) {
        try {
            Path journal = fetched(file.getKey(), file.getValue());
            String owner = String.valueOf(Layout.journalOf(file.getKey()));
            return new Fetched(journal, JournalFiles.defect(journal, owner));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void journal(String owner, String path, @Nullable Fetched fetched) throws IOException {
        if (fetched == null) {
            return;
        }
        Path ours = JournalSet.file(state.devices(), owner);
        boolean mine = owner.equals(device);
        boolean exists = Files.exists(ours);
        Path theirs = sound(fetched, owner, path);
        boolean shared = mine || owner.equals(Layout.EDITED) || !comparison.writtenBy(owner, path);
        if (exists && shared) {
            Path joined = work.resolve("joined-" + owner);
            JournalFiles.join(ours, theirs, owner, joined);
            keep(ours, joined, mine ? "own_journal_joined" : "journals_joined");
        } else {
            keep(ours, theirs, "journals_taken");
        }
    }

    private Path fetched(String path, ObjectId blob) throws IOException {
        Path file = work.resolve("theirs-" + path.replace('/', '-'));
        try (OutputStream out = Files.newOutputStream(file)) {
            repository.copy(blob, out);
        }
        return file;
    }

    private Path sound(Fetched journal, String owner, String path) throws IOException {
        if (journal.defect == null) {
            return journal.file;
        }
        run.problem(
                new Problem(path, journal.defect + " on the remote; what can be read of it was joined with our copy"));
        comparison.distrust(path);
        Path salvaged = work.resolve("salvaged-" + owner);
        JournalFiles.salvage(journal.file, owner, salvaged);
        return salvaged;
    }

    private void added(String owner, String path, ObjectId blob) throws IOException {
        Path ours = state.root().resolve(path);
        boolean mine = owner.equals(device);
        boolean exists = Files.exists(ours);
        if (comparison.same(ours, blob) || (mine && exists && comparison.untouched(path, blob))) {
            return;
        }
        Path theirs = readable(fetched(path, blob), path);
        if (exists && (mine || !comparison.writtenBy(owner, path))) {
            keep(ours, Lines.union(theirs, ours, work.resolve("union-" + path.replace('/', '-'))), "files_joined");
        } else {
            keep(ours, theirs, "files_taken");
        }
    }

    private void edited(List<Sighting> edits) throws IOException {
        Path journal = JournalSet.file(state.devices(), Layout.EDITED);
        Path before = prepared.getOrDefault(journal, journal);
        Path said = work.resolve("said");
        JournalFiles.write(edits, said);
        Path joined = work.resolve("edited");
        JournalFiles.join(before, said, Layout.EDITED, joined);
        keep(journal, joined, "edits");
    }

    /** Of a lifecycle each line is as good as another; conflicts have to be understood. */
    private Path readable(Path theirs, String path) throws IOException {
        if (Layout.conflictsOf(path) == null) {
            return theirs;
        }
        Path good = work.resolve("good-" + path.replace('/', '-'));
        long bad = Lines.select(theirs, KeptConflicts::isReadable, good);
        if (bad > 0) {
            run.problem(new Problem(path, bad + " lines on the remote cannot be read and were left out"));
        }
        return good;
    }

    private void keep(Path file, Path now, String count) throws IOException {
        if (!Files.exists(file) || Files.mismatch(file, now) >= 0) {
            prepared.put(file, now);
            run.count(count, 1);
        }
    }

    /** The remote's files, and what is known of how they came about. */
    interface Comparison {
        SortedMap<String, ObjectId> remote();

        /** Whether the file here is that blob. */
        boolean same(Path file, @Nullable ObjectId blob);

        /** Whether the remote's file is the one that was there when we last merged. */
        boolean untouched(String path, ObjectId blob);

        /** Whether since we last merged nobody but that device has written the file. */
        boolean writtenBy(String owner, String path);

        /** From here on nobody is taken to have written the file as it should be. */
        void distrust(String path);
    }
}
