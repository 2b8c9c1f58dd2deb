package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.Scanned;
import cc.chitty.sync.gpusync.peer.LastWords;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at all scopes with one script, whose answer is taken apart while it comes. */
final class ShellScan implements EntryRecords.Taker {

    /**
     * Marks: P the places around what is looked at were told, R root is there, A absent, U unreadable, L a top below a link, X one below what may
     * not be entered, E the end of a scope with the complaints. Absent is only what the system says is not there: to the shell's own test a dead mount, or what lies
     * in a closed directory, is not there either.
     */
    private static final String PREAMBLE = """
        LC_ALL=C; export LC_ALL
        missing() {
            case $(cd / && find "$1" -prune 2>&1 >/dev/null) in
            *": No such file or directory" | *": Not a directory") mark A ;;
            *) mark U ;;
            esac
        }
        mark() { printf '%%s%s' "$1"; }
        """;

    private final List<Scope> scopes;
    private final String home;
    private final Userland userland;
    private final String end;
    private final Interruption interruption;
    private final List<Scanned> scanned = new ArrayList<>();

    /** Tops that cannot be looked at, and why. */
    private final Map<TreePath, String> barred = new HashMap<>();

    /** The file systems of the places around what is looked at, by absolute path. */
    private final Map<String, String> around = new HashMap<>();

    /** The directory that was told last, and those it lies in: of each directory all that is in it is told before anything else. */
    private final Deque<Placed> open = new ArrayDeque<>();

    private boolean begun;
    private SortedSet<TreePath> mounts = new TreeSet<>();
    private PathMap.Builder<Entry> entries = new PathMap.Builder<>();
    private List<String> troubles = new ArrayList<>();
    private @Nullable EntryRecords records;

    /** A directory and the file system it is on. */
    private record Placed(TreePath path, String device) {}

    /** @param home of the account there */
    ShellScan(List<Scope> scopes, String home, Userland userland, Interruption interruption) {
        this.scopes = scopes;
        this.home = home;
        this.userland = userland;
        this.end = userland.end();
        this.interruption = interruption;
    }

    List<Scanned> run(RemoteShell shell) throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        EntryRecords taken = new EntryRecords(end, this);
        records = taken;
        int exit = shell.longScript(script(), taken, errors);
        if (exit != 0 || scanned.size() != scopes.size()) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "look at the peer's files",
                    "the scan ended early (" + exit + ") " + errors.toString(StandardCharsets.UTF_8),
                    "Start again.");
        }
        return scanned;
    }

    /** Whether the peer's own digests of the listings are these: all that comes over the network. */
    boolean comesTo(List<String> listings, RemoteShell shell) throws IOException {
        StringBuilder script = new StringBuilder("LC_ALL=C; export LC_ALL\n" + Userland.WELL + Userland.LONG);
        for (Scope scope : scopes) {
            script.append("( cd -P -- ").append(ShellWords.quote(scope.root())).append(" 2>/dev/null || exit\n");
            scope.tops()
                    .forEach(top -> above(top)
                            .forEach(it -> script.append("[ -L ")
                                    .append(ShellWords.quote("./" + it))
                                    .append(" ] && exit\n")));
            script.append("{\n")
                    .append(userland.walk(starts(scope), scope.pruned(), end))
                    .append("\n} 2>/dev/null | sha256sum )\necho .\n");
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int exit = shell.longScript(script.append("exit 0\n").toString(), told, new LastWords());
        String wanted = listings.stream().map(it -> it + "  -\n.\n").collect(Collectors.joining());
        return exit == 0 && told.toString(StandardCharsets.UTF_8).equals(wanted);
    }

    private String script() {
        String shown = userland == Userland.FIND_PRINTF ? "\\0" : end;
        StringBuilder script = new StringBuilder(PREAMBLE.formatted(shown)).append(Userland.WELL + Userland.LONG);
        script.append(userland.tell(places(), end)).append(" 2>/dev/null\nmark P\n");
        for (Scope scope : scopes) {
            script.append("if cd -P -- ").append(ShellWords.quote(scope.root())).append(" 2>/dev/null; then\nmark R\n");
            scope.tops().forEach(top -> script.append(barrier(top)));
            script.append("{ err=$( {\n")
                    .append(userland.walk(starts(scope), scope.pruned(), end))
                    .append("\n} 2>&1 >&3 ); } 3>&1\nmark \"E$err\"\nelse missing ")
                    .append(ShellWords.quote(scope.root()))
                    .append("; mark E; fi\n");
        }
        return script.append("exit 0\n").toString();
    }

    /** All that the tops of all scopes lie in, and what the roots are compared with; one program tells them. */
    private String places() {
        Set<String> places = new LinkedHashSet<>();
        for (Scope scope : scopes) {
            places.add(ground(scope));
            scope.above().forEach(path -> places.add(at(scope, path)));
        }
        return places.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    private String ground(Scope scope) {
        String ground = scope.ground(home);
        return ground.equals("/") ? "/." : ground + "/.";
    }

    private static String at(Scope scope, TreePath path) {
        String root = scope.root().equals("/") ? "" : scope.root();
        return root + "/" + (path.isRoot() ? "." : path);
    }

    /** The file system of the directory that a path lies in; empty where that is not told. */
    private String around(TreePath path) {
        return around.getOrDefault(path.isRoot() ? ground(scope()) : at(scope(), path.parent()), "");
    }

    private static List<String> starts(Scope scope) {
        return scope.tops().isEmpty()
                ? List.of(".")
                : scope.tops().stream().map(it -> ShellWords.quote("./" + it)).toList();
    }

    /** Of what lies in a directory that may not be entered, programs complain as they do of what they meet on their way, and tell nothing. */
    private static String barrier(TreePath top) {
        StringBuilder check = new StringBuilder();
        String linked = ShellWords.quote("L" + top);
        String closed = ShellWords.quote("X" + top);
        for (TreePath path : above(top)) {
            String above = ShellWords.quote("./" + path);
            check.append("[ -L ").append(above).append(" ] && mark ").append(linked);
            check.append("\n[ -d ").append(above).append(" ] && [ ! -x ").append(above);
            check.append(" ] && mark ").append(closed).append('\n');
        }
        return check.toString();
    }

    private static List<TreePath> above(TreePath top) {
        List<TreePath> above = new ArrayList<>();
        for (TreePath at = top.parent(); !at.isRoot(); at = at.parent()) {
            above.add(at);
        }
        return above;
    }

    private Scope scope() {
        if (scanned.size() >= scopes.size()) {
            throw new Failure(
                    FailureCategory.DAMAGED,
                    "look at the peer's files",
                    "it tells more than was asked",
                    "Start again.");
        }
        return scopes.get(scanned.size());
    }

    private List<TreePath> tops() {
        return scope().tops().isEmpty() ? List.of(TreePath.ROOT) : scope().tops();
    }

    @Override
    public void entry(String path, Entry entry, String device) {
        if (interruption.raised()) {
            throw new Failure(
                    FailureCategory.INTERRUPTED, "look at the peer's files", "it was stopped", "Start it again.");
        }
        if (!begun) {
            around.put(path, device);
            return;
        }
        String text = path.equals(".") ? "" : path.startsWith("./") ? path.substring(2) : "/";
        TreePath there = TreePath.isPath(text) ? new TreePath(text) : null;
        if (there == null || !isAskedFor(there)) {
            troubles.add(path + ": it is no path below " + scope().root() + "; left alone");
            return;
        }
        entries.put(there, there.isTooLong() ? Entry.tooLong() : entry);
        if (entry.kind() == EntryKind.DIRECTORY) {
            place(there, device);
        }
    }

    private void place(TreePath path, String device) {
        while (!open.isEmpty() && !path.isBelow(open.element().path())) {
            open.pop();
        }
        String outside = open.isEmpty() ? around(path) : open.element().device();
        if (!outside.isEmpty() && !outside.equals(device)) {
            mounts.add(path);
        }
        open.push(new Placed(path, device));
    }

    private boolean isAskedFor(TreePath path) {
        return tops().stream().anyMatch(path::isIn);
    }

    @Override
    public void mark(char mark, String text) {
        switch (mark) {
            case 'P' -> begin();
            case 'R' -> enter();
            case 'A' -> entries = new PathMap.Builder<>();
            case 'U' -> tops().forEach(top -> entries.put(top, Entry.unreadable("it cannot be looked at")));
            case 'L' -> barred.put(new TreePath(text), "a directory above it is a symbolic link");
            case 'X' -> barred.put(new TreePath(text), "a directory above it may not be entered");
            case 'E' -> end(text);
            default -> throw new IllegalStateException("no mark of ours: " + mark);
        }
    }

    /** What was told until now is of no listing. */
    private void begin() {
        begun = true;
        if (records != null) {
            records.digest();
        }
    }

    private void enter() {
        entries = new PathMap.Builder<>();
        for (TreePath above : scope().above()) {
            String device = around.getOrDefault(at(scope(), above), "");
            if (!device.isEmpty() && !around(above).isEmpty() && !around(above).equals(device)) {
                mounts.add(above);
            }
        }
    }

    private void end(String complaints) {
        if (!barred.isEmpty()) {
            entries = withoutBarred();
        }
        List<String> real = Userland.troubles(complaints);
        if (!real.isEmpty()) {
            tops().forEach(top -> entries.put(top, Entry.unreadable(real.get(0))));
        }
        String listing = records == null ? null : records.digest();
        boolean whole = userland == Userland.FIND_PRINTF && complaints.isEmpty() && barred.isEmpty();
        scanned.add(new Scanned(entries.build(), List.copyOf(troubles), whole ? listing : null, mounts));
        entries = new PathMap.Builder<>();
        mounts = new TreeSet<>();
        open.clear();
        troubles = new ArrayList<>();
        barred.clear();
    }

    /** What was told of them is another place's. */
    private PathMap.Builder<Entry> withoutBarred() {
        PathMap.Builder<Entry> real = new PathMap.Builder<>();
        entries.build().forEach((path, entry) -> {
            if (barred.keySet().stream().noneMatch(path::isIn)) {
                real.put(path, entry);
            }
        });
        barred.forEach((top, why) -> real.put(top, Entry.unreadable(why)));
        return real;
    }

    @Override
    public void unnamed(String shown) {
        troubles.add((shown.startsWith("./") ? shown.substring(2) : shown)
                + ": its name is no text (invalid UTF-8); left alone");
    }
}
