package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.FileMerge;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/** Makes commits of a mirror. Objects first, then the branch, then what is known of the files: each is right without the next. */
final class Committing {

    private final OwnRepository repository;
    private final MirrorPlace place;
    private final MirrorWriter writer;
    private final MirrorRules rules;
    private final MirrorRun run;

    Committing(OwnRepository repository, MirrorPlace place, MirrorWriter writer, MirrorRules rules, MirrorRun run) {
        this.repository = repository;
        this.place = place;
        this.writer = writer;
        this.rules = rules;
        this.run = run;
    }

    MirrorCommit commit(MirrorChange change) {
        LfsIntake lfs = LfsIntake.of(rules, place.directory(), repository);
        KnownFiles known = KnownFiles.load(place.knownFiles(), rules.fingerprint() + lfs.fingerprint());
        ObjectId here = repository.tip() == null
                ? null
                : repository.here(); // a branch that is new or gone begins with all files
        boolean upToDate = here != null && here.equals(known.settled());
        run.progress().step("look");
        Set<String> looked = change.looked();
        Survey survey = looked == null || !upToDate
                ? Survey.ofAll(place.directory(), run)
                : Survey.of(looked, known, place.directory(), run);
        if (upToDate && survey.isAsKnown(known)) {
            return unchanged(survey, known);
        }
        try (IncomingObjects incoming = IncomingObjects.into(repository)) {
            SortedMap<String, DirCacheEntry> before = new RepositoryTree(repository).entries(here);
            NextFiles next = new NextFiles(survey, known, before, run);
            next.decide(new Intake(place.directory(), rules, incoming, lfs, run));
            int commits = commit(change, before, next, incoming);
            next.known(repository.here()).save(place.knownFiles());
            return new MirrorCommit(tip(), commits, next.changes(), survey.leftOut() + next.leftOut());
        } catch (IOException e) {
            throw GitFailure.of("commit the mirror to", repository.directory(), e);
        }
    }

    private @Nullable String tip() {
        ObjectId tip = repository.tip();
        return tip == null ? null : tip.name();
    }

    /** What is left out is said each time. */
    private MirrorCommit unchanged(Survey survey, KnownFiles known) {
        int leftOut = survey.leftOut();
        for (Map.Entry<String, KnownFiles.Known> file : known.files().entrySet()) {
            if (file.getValue().blob() == null) {
                run.problem(file.getKey(), file.getValue().why());
                leftOut++;
            }
        }
        return new MirrorCommit(tip(), 0, MirrorCommit.Changes.NONE, leftOut);
    }

    /** Returns how many commits were made. */
    private int commit(
            MirrorChange change, SortedMap<String, DirCacheEntry> before, NextFiles next, IncomingObjects incoming)
            throws IOException {
        List<SortedMap<String, DirCacheEntry>> parts = parts(before, next);
        Branch branch = new Branch(repository, writer, run);
        if (!change.deletionsAgreed()) {
            new FileMerge(before, next.files(), before)
                    .guard(before, "commit the mirror", "If that is meant, say so when you start it again.");
        }
        PackInserter pack = incoming.pack(TREES);
        ObjectInserter inserter = incoming.onlyNew(pack);
        List<Branch.Step> steps = branch.steps(before, parts, inserter);
        run.requireGoingOn("commit the mirror");
        incoming.publish();
        return branch.follow(steps, change.message());
    }

    private static final int TREES = 6;

    /** The files after each commit; one, where it is not too much for one. */
    private List<SortedMap<String, DirCacheEntry>> parts(SortedMap<String, DirCacheEntry> before, NextFiles next) {
        List<SortedMap<String, DirCacheEntry>> parts = new ArrayList<>();
        long bytes = 0;
        SortedMap<String, DirCacheEntry> part = new TreeMap<>(before);
        for (Map.Entry<String, DirCacheEntry> file : next.files().entrySet()) {
            if (FileMerge.same(file.getValue(), before.get(file.getKey()))) {
                continue;
            }
            long size = next.size(file.getKey());
            if (bytes > 0 && rules.largestCommit() > 0 && bytes + size > rules.largestCommit()) {
                parts.add(new TreeMap<>(part));
                bytes = 0;
            }
            bytes += size;
            part.put(file.getKey(), file.getValue());
        }
        parts.add(next.files());
        return parts;
    }
}
