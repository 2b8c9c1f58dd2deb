package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Judgement;
import cc.chitty.sync.gpusync.peer.Judgement.Act;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.ssh.PublishScript.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;

/** Puts the changes that were judged possible into the order of the script: keep, sync, open directories, remove, make directories, files, links, other
 * modes, sync. */
final class ChangeScript {

    private static final long SECOND = 1_000_000_000L;

    private final Publication publication;
    private final Userland userland;
    private final ShellLook look;
    private final PublishScript script;
    private final List<ChangeStep> steps = new ArrayList<>();
    private final Wholes wholes;

    ChangeScript(Publication publication, Userland userland, ShellLook look, List<Judgement> judged) {
        this.publication = publication;
        this.userland = userland;
        this.look = look;
        this.script = new PublishScript(publication);
        for (int i = 0; i < judged.size(); i++) {
            if (judged.get(i).act() == Act.PROCEED) {
                steps.add(new ChangeStep(
                        publication.changes().get(i), judged.get(i).before()));
            }
        }
        NavigableMap<TreePath, Entry> staged = look.below(publication.staging());
        this.wholes =
                Wholes.of(steps, staged, path -> look.entry(publication.root() + "/" + path) == null && !isFar(path));
    }

    String text() {
        finishStaged();
        finishWholes();
        keep();
        openDirectories();
        remove();
        makeDirectories();
        putFiles();
        makeLinks();
        setModes();
        script.safe("R");
        return script.text();
    }

    private void finishStaged() {
        List<Named> modes = new ArrayList<>();
        for (ChangeStep step : steps) {
            Entry staged = look.entry(publication.staging() + "/" + step.path());
            if (!step.wants(EntryKind.FILE) || staged == null) {
                continue;
            }
            if (staged.mode() != step.wanted().mode()) {
                modes.add(new Named(step.path(), octal(step.wanted().mode())));
            }
            if (!Judgement.sameTime(staged.stamp().modified(), step.wanted().modified())) {
                script.line(
                        "stagedstamp",
                        step.path().parent(),
                        time(step.wanted().modified()),
                        PublishScript.name(step.path()));
            }
        }
        script.grouped("stagedmode", modes);
        if (publication.back() != null) {
            script.grouped(
                    "stagedbits",
                    steps.stream()
                            .filter(step -> step.wants(EntryKind.FILE))
                            .map(step -> new Named(step.path(), ""))
                            .toList());
        }
    }

    /** Gives directories that are moved as a whole what they are to have, where nobody else can look. */
    private void finishWholes() {
        List<Named> made = new ArrayList<>();
        List<Named> modes = new ArrayList<>();
        for (ChangeStep step : steps) {
            if (!step.wants(EntryKind.DIRECTORY) || !wholes.cover(step.path())) {
                continue;
            }
            Entry staged = look.entry(publication.staging() + "/" + step.path());
            if (staged == null) {
                made.add(new Named(step.path(), "700"));
            }
            if (isOpen(step)
                    && (staged == null ? 0700 : staged.mode()) != step.wanted().mode()) {
                modes.add(0, new Named(step.path(), octal(step.wanted().mode())));
            }
        }
        script.whole("stagedmake", made);
        script.whole("stagedchmod", modes);
    }

    /** Whether its owner can work in it; else it gets its mode when all is done. */
    private static boolean isOpen(ChangeStep step) {
        return (step.wanted().mode() & 0300) == 0300;
    }

    private void keep() {
        List<Named> files = new ArrayList<>();
        for (ChangeStep step : steps) {
            TreePath path = step.path();
            boolean isKept = look.entry(publication.kept() + "/" + path) != null;
            if (step.before() == null || step.isOnlyMode() || isKept) {
                continue;
            }
            switch (step.before().kind()) {
                case FILE -> files.add(new Named(path, ""));
                case LINK ->
                    script.line(
                            "keeplink",
                            path.parent(),
                            Objects.requireNonNull(step.before().target()),
                            PublishScript.name(path));
                default -> script.line("keepdir", path.parent(), PublishScript.name(path));
            }
        }
        keepTogether(files);
        script.grouped("keep", files);
        script.safe(files.isEmpty() ? new String[] {"S"} : new String[] {"K", "S"});
    }

    /**
     * Two programs for all directories, where GNU's are there. They go by names, which may lead elsewhere by then: whatever they
     * have not kept right is noticed just before it is replaced.
     */
    private void keepTogether(List<Named> files) {
        List<Named> directories = files.stream()
                .map(it -> it.path().parent())
                .distinct()
                .map(it -> new Named(it, ""))
                .toList();
        if (userland == Userland.FIND_PRINTF && directories.size() > 1) {
            script.whole("keepdirs", directories);
            script.whole("keepall", files);
        }
    }

    /** Those in which their owner could not do what follows. */
    private void openDirectories() {
        script.grouped(
                "mode",
                steps.stream()
                        .filter(ChangeScript::opens)
                        .map(step ->
                                new Named(step.path(), symbolic(step.wanted().mode())))
                        .toList());
    }

    private static boolean opens(ChangeStep step) {
        return step.isOnlyMode() && step.wanted().kind() == EntryKind.DIRECTORY && isOpen(step) && step.changesMode();
    }

    /** What is removed, and what makes way for another kind. */
    private void remove() {
        String function = "";
        List<Named> names = new ArrayList<>();
        for (ChangeStep step : steps) {
            String next = removing(step);
            if (!next.equals(function)) {
                script.grouped(function, names);
                names.clear();
                function = next;
            }
            if (!next.isEmpty()) {
                names.add(new Named(step.path(), ""));
            }
        }
        script.grouped(function, names);
    }

    private static String removing(ChangeStep step) {
        boolean gone = step.change().wanted() == null;
        if (step.had(EntryKind.DIRECTORY)) {
            return gone || !step.isOnlyMode() ? "deldir" : "";
        }
        if (step.had(EntryKind.LINK)) {
            return gone || !step.wants(EntryKind.LINK) ? "dellink" : "";
        }
        return step.had(EntryKind.FILE) && (gone || step.wants(EntryKind.DIRECTORY)) ? "del" : "";
    }

    private void makeDirectories() {
        Set<TreePath> planned = new HashSet<>();
        List<Named> directories = new ArrayList<>();
        for (ChangeStep step : steps) {
            if (step.change().wanted() == null || wholes.cover(step.path().parent())) {
                continue;
            }
            for (TreePath missing : missingAbove(step.path(), planned)) {
                directories.add(new Named(missing, "700"));
            }
            boolean made = step.wants(EntryKind.DIRECTORY) && !step.isOnlyMode() && !wholes.cover(step.path());
            if (made && planned.add(step.path())) {
                directories.add(new Named(step.path(), octal(step.wanted().mode())));
            }
        }
        script.grouped("make", directories);
    }

    private List<TreePath> missingAbove(TreePath path, Set<TreePath> planned) {
        List<TreePath> missing = new ArrayList<>();
        for (TreePath above = path.parent(); !above.isRoot(); above = above.parent()) {
            if (look.entry(publication.root() + "/" + above) != null || !planned.add(above)) {
                break;
            }
            missing.add(0, above);
        }
        return missing;
    }

    private void putFiles() {
        Set<TreePath> created = new LinkedHashSet<>();
        Set<TreePath> replacing = new LinkedHashSet<>();
        for (ChangeStep step : steps) {
            if (wholes.isOne(step.path())) {
                created.add(step.path());
            }
            if (!step.wants(EntryKind.FILE) || wholes.cover(step.path())) {
                continue;
            }
            boolean replaces = step.had(EntryKind.FILE);
            if (isFar(step.path())) {
                script.line("putfar", step.path().parent(), replaces ? 0 : 1, PublishScript.name(step.path()));
            } else {
                (replaces ? replacing : created).add(step.path());
            }
        }
        script.put(List.copyOf(created), List.copyOf(replacing));
    }

    /** Whether another file system is mounted between the root and the path, onto which nothing can be renamed. */
    private boolean isFar(TreePath path) {
        String staging = look.device(publication.staging());
        for (TreePath at = path.parent(); ; at = at.parent()) {
            String device = look.device(publication.root() + "/" + (at.isRoot() ? "." : at));
            if (!device.isEmpty() || at.isRoot()) {
                return !device.isEmpty() && !staging.isEmpty() && !device.equals(staging);
            }
        }
    }

    private void makeLinks() {
        for (ChangeStep step : steps) {
            if (step.wants(EntryKind.LINK)) {
                String function =
                        step.had(EntryKind.LINK) ? "samelink" : step.had(EntryKind.FILE) ? "filelink" : "newlink";
                script.line(
                        function,
                        step.path().parent(),
                        Objects.requireNonNull(step.wanted().target()),
                        PublishScript.name(step.path()),
                        step.wanted().isTimed() ? time(step.wanted().modified()) : "");
            }
        }
    }

    private void setModes() {
        List<Named> modes = new ArrayList<>();
        for (ChangeStep step : steps) {
            if (step.isOnlyMode()) {
                if (step.changesMode() && !opens(step)) {
                    modes.add(new Named(step.path(), symbolic(step.wanted().mode())));
                }
            } else if (step.wants(EntryKind.DIRECTORY) && wholes.cover(step.path()) && !isOpen(step)) {
                modes.add(0, new Named(step.path(), octal(step.wanted().mode())));
            }
        }
        script.grouped("mode", modes);
        for (int i = steps.size() - 1; i >= 0; i--) {
            ChangeStep step = steps.get(i);
            if (step.wants(EntryKind.DIRECTORY) && step.wanted().isTimed()) {
                script.line(
                        "stamp", step.path().parent(), time(step.wanted().modified()), PublishScript.name(step.path()));
            }
        }
    }

    private static String octal(int mode) {
        return String.format("%04o", mode);
    }

    /** For what is there: a number would take away set-user-id, set-group-id and sticky. */
    private static String symbolic(int mode) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int bits = (mode >> (3 * (2 - i))) & 7;
            String who = "ugo".substring(i, i + 1);
            words.add(who + '+' + letters(bits));
            words.add(who + '-' + letters(~bits & 7));
        }
        words.removeIf(it -> it.length() == 2);
        return String.join(",", words);
    }

    private static String letters(int bits) {
        return ((bits & 4) != 0 ? "r" : "") + ((bits & 2) != 0 ? "w" : "") + ((bits & 1) != 0 ? "x" : "");
    }

    /** As {@code touch -d} takes it: BSD knows no seconds since 1970. */
    private String time(long nanos) {
        long seconds = Math.floorDiv(nanos, SECOND);
        return switch (userland) {
            case FIND_PRINTF -> "@" + BigDecimal.valueOf(nanos, 9).toPlainString();
            case STAT_C -> "@" + seconds;
            case STAT_F -> java.time.Instant.ofEpochSecond(seconds).toString();
        };
    }
}
