package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Judgement;
import cc.chitty.sync.gpusync.peer.Judgement.Act;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Outcome.Result;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.gpusync.peer.StagingPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One publication through a shell, in three commands: look at all that it is about and judge; keep, change and sync by one script;
 * look again and tell.
 */
final class ShellPublication {

    private final RemoteShell shell;
    private final Userland userland;
    private final Publication publication;
    private final List<Change> changes;

    ShellPublication(RemoteShell shell, Userland userland, Publication publication) {
        this.shell = shell;
        this.userland = userland;
        this.publication = publication;
        this.changes = publication.changes();
        StagingPlace.require(publication.staging());
    }

    List<Outcome> run() throws IOException {
        if (changes.isEmpty()) {
            return List.of();
        }
        ShellLook look = ShellLook.at(shell, userland, asked(), publication.staging());
        List<Judgement> judged = new ArrayList<>();
        changes.forEach(change -> judged.add(Judgement.of(
                change,
                new Judgement.Look(
                        target(look, change.path()), staged(look, change), look.entry(kept(change.path()))))));
        if (judged.stream().noneMatch(it -> it.act() == Act.PROCEED)) {
            return outcomes(judged, look, "");
        }
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        String script = new ChangeScript(publication, userland, look, judged).text();
        int exit = shell.longScript(script, OutputStream.nullOutputStream(), errors);
        String complaints = errors.toString(StandardCharsets.UTF_8) + (exit == 0 ? "" : "it ended with " + exit);
        return outcomes(judged, ShellLook.at(shell, userland, again()), complaints);
    }

    private static String below(String directory, TreePath path) {
        return path.isRoot() ? directory + "/." : directory + "/" + path;
    }

    private String target(TreePath path) {
        return below(publication.root(), path);
    }

    private String kept(TreePath path) {
        return below(publication.kept(), path);
    }

    private Set<String> again() {
        Set<String> paths = new LinkedHashSet<>();
        for (Change change : changes) {
            TreePath above = change.path();
            while (paths.add(target(above)) && !above.isRoot()) {
                above = above.parent();
            }
        }
        return paths;
    }

    private Set<String> asked() {
        Set<String> paths = again();
        paths.add(below(publication.root(), TreePath.ROOT));
        paths.add(publication.staging());
        for (Change change : changes) {
            if (change.expected() != null) {
                paths.add(kept(change.path()));
            }
        }
        return paths;
    }

    private @Nullable Entry staged(ShellLook look, Change change) {
        return look.entry(below(publication.staging(), change.path()));
    }

    /** Where something above is no directory, nothing is there. */
    private @Nullable Entry target(ShellLook look, TreePath path) {
        for (TreePath above = path.parent(); !above.isRoot(); above = above.parent()) {
            Entry entry = look.entry(target(above));
            if (entry == null || entry.kind() != EntryKind.DIRECTORY) {
                return null;
            }
        }
        return look.entry(target(path));
    }

    private List<Outcome> outcomes(List<Judgement> judged, ShellLook now, String complaints) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            outcomes.add(outcome(
                    changes.get(i), judged.get(i), target(now, changes.get(i).path()), complaints));
        }
        return outcomes;
    }

    private static Outcome outcome(Change change, Judgement judgement, @Nullable Entry now, String complaints) {
        TreePath path = change.path();
        return switch (judgement.act()) {
            case NOTHING_TO_DO -> new Outcome(path, Result.DONE, judgement.before(), now, null);
            case CHANGED_MEANWHILE -> new Outcome(path, Result.CHANGED_MEANWHILE, null, now, judgement.trouble());
            case IMPOSSIBLE -> new Outcome(path, Result.FAILED, judgement.before(), now, judgement.trouble());
            case PROCEED -> readBack(change, judgement.before(), now, complaints);
        };
    }

    private static Outcome readBack(Change change, @Nullable Entry before, @Nullable Entry now, String complaints) {
        Wanted wanted = change.wanted();
        boolean asWanted = wanted == null ? now == null : Judgement.isAsWanted(now, wanted);
        if (asWanted && !isStillTheOld(wanted, before, now)) {
            return new Outcome(change.path(), Result.DONE, before, now, null);
        }
        boolean untouched = before == null ? now == null : now != null && Judgement.sameVersion(before, now, true);
        return untouched
                ? new Outcome(change.path(), Result.FAILED, before, now, trouble(change.path(), complaints))
                : new Outcome(
                        change.path(),
                        Result.CHANGED_MEANWHILE,
                        before,
                        now,
                        "something else is there than was planned for");
    }

    /** The old may have the size and the time of the new; not its inode. */
    private static boolean isStillTheOld(@Nullable Wanted wanted, @Nullable Entry before, @Nullable Entry now) {
        return wanted != null
                && wanted.kind() == EntryKind.FILE
                && !wanted.onlyMode()
                && before != null
                && now != null
                && now.stamp().inode() != 0
                && Judgement.sameVersion(before, now, true);
    }

    private static String trouble(TreePath path, String complaints) {
        List<String> lines = complaints
                .lines()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
        Predicate<String> ofIt = Pattern.compile("(?<![^/'\"\\s])" + Pattern.quote(path.name()) + "(?![^'\":\\s])")
                .asPredicate();
        return lines.stream()
                .filter(ofIt)
                .findFirst()
                .or(() -> lines.stream().findFirst())
                .map(ShellPublication::words)
                .orElse("its directory is not there, or a link is in its place");
    }

    /** What programs there say in their own way, as it is said everywhere else. */
    private static String words(String line) {
        if (line.endsWith("Directory not empty")) {
            return "the directory is not empty";
        }
        return line.endsWith("Permission denied") ? "permission denied" : line;
    }

    static Wanted wanted(Change change) {
        return Objects.requireNonNull(change.wanted());
    }
}
