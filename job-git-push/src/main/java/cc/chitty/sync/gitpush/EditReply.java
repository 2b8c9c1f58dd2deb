package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.view.KeptConflicts;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What this device has to say to edits that were made without knowing what it had done. What it had done and the law wants
 * to win stays done ({@link Rising}); where both changed the same todo that is kept as a conflict ({@link EditConflicts}).
 */
record EditReply(OwnRepository repository, SyncPlace place, Arrivals.Comparison comparison, SyncRun run) {

    /**
     * Prepares this device's journal and conflicts. They go in place before the edits do: a run that dies in between
     * says the same again.
     *
     * @param arrived the journal of edits as it will be
     * @param prepared what else will change, by its place
     */
    Map<Path, Path> to(Path arrived, Map<Path, Path> prepared) throws IOException {
        Map<Path, Path> reply = new LinkedHashMap<>();
        Set<Sighting> fresh = JournalFiles.sightings(arrived, Layout.EDITED);
        fresh.removeAll(JournalFiles.sightings(journal(Layout.EDITED), Layout.EDITED));
        Path own = journal(place.device());
        Path now = prepared.getOrDefault(own, own);
        Set<Sighting> known = JournalFiles.sightings(known(), place.device());
        Path risen = place.work().resolve("own-risen");
        long count = new Rising(fresh, place.device()).rise(now, known, risen);
        run.count("edits_overruled", count);
        if (count > 0) {
            reply.put(own, risen);
        }
        conflicts(fresh, known, count > 0 ? risen : now, prepared, reply);
        return reply;
    }

    /** Our journal as the editor may have known it; a damaged one was named when it arrived. */
    private Path known() throws IOException {
        Path known = place.work().resolve("own-as-known");
        ObjectId blob = comparison.remote().get(Layout.journal(place.device()));
        if (blob != null) {
            try (OutputStream out = Files.newOutputStream(known)) {
                repository.copy(blob, out);
            }
        }
        return JournalFiles.sound(known, place.device(), place.work().resolve("own-as-known-salvaged"));
    }

    private void conflicts(
            Set<Sighting> fresh, Set<Sighting> known, Path now, Map<Path, Path> prepared, Map<Path, Path> reply)
            throws IOException {
        Set<Sighting> unknown = JournalFiles.sightings(now, place.device());
        unknown.removeAll(known);
        List<EditConflicts.Found> found = new EditConflicts(repository, place).between(fresh, unknown);
        Path file = place.state().root().resolve(Layout.conflicts(place.device()));
        Path before = prepared.getOrDefault(file, file);
        Path lines = place.work().resolve("conflicts-found");
        Files.write(
                lines,
                found.stream()
                        .map(it -> KeptConflicts.line(it.conflict(), it.epoch()))
                        .toList());
        Path joined =
                Files.exists(before) ? Lines.union(before, lines, place.work().resolve("conflicts-joined")) : lines;
        if (!found.isEmpty() && (!Files.exists(file) || Files.mismatch(file, joined) >= 0)) {
            reply.put(file, joined);
            run.count("conflicts", found.size());
            found.forEach(it -> run.problem(new Problem(
                    it.conflict().todo().content(),
                    "it was changed here and edited by hand; `conflicts show "
                            + it.conflict().id() + "` has both")));
        }
    }

    private Path journal(String device) {
        return JournalSet.file(place.state().devices(), device);
    }
}
