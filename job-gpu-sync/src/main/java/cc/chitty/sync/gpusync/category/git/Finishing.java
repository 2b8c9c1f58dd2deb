package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.NeverSynced;
import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks after the files of a repository that a run has made, when those of the other categories are there: they are checked out
 * only if there are none, or if ignore rules match them, or the other side leaves them out of its working tree, which keeps them from those
 * categories. A sub-module becomes one of the
 * repository it is in.
 */
record Finishing(GitPair pair, RepositoryPlan plan, RootFilter filter) {

    /** What was done on a side; empty if there was nothing to do. */
    Optional<RefOutcome> on(Side side) {
        RepositoryFacts facts = plan.at(side);
        boolean made = plan.made() == side;
        if (!made && !RepositoryPlan.unfinished(facts)) {
            return Optional.empty();
        }
        String directory = facts == null ? plan.makeAt() : facts.directory();
        if (made && plan.has(side.other()).bare()) {
            return Optional.empty();
        }
        List<String> said = pair.of(side).records(GitScript.FINISH, List.of(directory));
        absorb(side, directory);
        List<IgnoredFile> lacking = IgnoredFile.among(said, IgnoredFile.LACKING);
        List<IgnoredFile> ignored = new ArrayList<>(IgnoredFile.among(said, IgnoredFile.WORD));
        ignored.addAll(leftOut(side.other(), lacking, ignored));
        List<String> kept = ignored.isEmpty() && lacking.isEmpty() ? List.of() : bring(side, directory, ignored);
        RefMove move = new RefMove(side, "HEAD", null, null, How.CHECKED_OUT, "the repository is new there");
        return Optional.of(new RefOutcome(
                move, said.contains("filled") ? Result.FILLED : Result.ADOPTED, String.join(", ", kept)));
    }

    /** Those that a side's own repository leaves out: nobody deleted them, and no file there can come. */
    private List<IgnoredFile> leftOut(Side side, List<IgnoredFile> lacking, List<IgnoredFile> known) {
        RepositoryFacts facts = plan.at(side);
        if (facts == null || lacking.isEmpty()) {
            return List.of();
        }
        SparsePaths told = SparsePaths.of(pair.of(side), List.of(), List.of(facts.directory()));
        return lacking.stream()
                .filter(it -> told.paths().contains(facts.directory() + "/" + it.path()))
                .filter(it -> !known.contains(it))
                .toList();
    }

    /** Brings what ignore rules keep from the other categories, but for what they would not bring anyway; returns what is not there. */
    private List<String> bring(Side side, String directory, List<IgnoredFile> ignored) {
        List<String> kept = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (IgnoredFile file : ignored) {
            if (isWanted(side, directory, file)) {
                wanted.add(file.path());
            } else {
                kept.add(file.shown());
            }
        }
        pair.of(side).lines(GitScript.BRING, List.of(directory), wanted).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .forEach(kept::add);
        return kept;
    }

    private boolean isWanted(Side side, String directory, IgnoredFile file) {
        if (!file.isNamable() || !TreePath.isPath(file.path())) {
            return false;
        }
        TreePath path = new TreePath(plan.path().isRoot() ? file.path() : plan.path() + "/" + file.path());
        if (!filter.wantsFile(path)) {
            return false;
        }
        RepositoryFacts here = plan.ours();
        GitSide git = pair.of(here == null ? side : Side.OURS);
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        List<String> arguments = List.of(
                here == null ? directory : here.directory(),
                file.object().hex(),
                Integer.toString(NeverSynced.LOOKED_THROUGH));
        try {
            return git.run(GitScript.BEGINNING, arguments, InputStream.nullInputStream(), beginning)
                                    .exit()
                            == 0
                    && !NeverSynced.isSecret(path, new ByteArrayInputStream(beginning.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where git itself would have it; it stays usable where it is if the outer one does not know it. */
    private void absorb(Side side, String directory) {
        RepositoryFacts other = plan.at(side.other());
        if (other == null || !other.isInOuter() || plan.path().isRoot()) {
            return;
        }
        String path = plan.path().text();
        String root = directory.substring(0, directory.length() - path.length() - 1);
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            pair.of(side)
                    .lines(
                            GitScript.ABSORB,
                            List.of(root + "/" + path.substring(0, slash), path.substring(slash + 1)),
                            List.of());
        }
    }
}
