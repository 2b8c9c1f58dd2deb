package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at all scopes with one script, whose answer is taken apart while it comes. */
final class ShellScan implements EntryRecords.Taker {

    /** Marks: R root is there, A absent, U unreadable, L a top below a link, E the end of a scope with the complaints. */
    private static final String PREAMBLE = """
        LC_ALL=C; export LC_ALL
        absent() {
            p=$1
            while [ -n "$p" ]; do
                p=${p%%/*}
                if [ -d "$p/" ]; then [ -x "$p/" ]; return; fi
            done
        }
        missing() {
            if [ -e "$1" ] || [ -L "$1" ] || ! absent "$1"; then mark U; else mark A; fi
        }
        mark() { printf '%%s%s' "$1"; }
        """;

    private final List<Scope> scopes;
    private final Userland userland;
    private final String end;
    private final Interruption interruption;
    private final List<Scanned> scanned = new ArrayList<>();
    private final List<TreePath> links = new ArrayList<>();
    private Map<TreePath, Entry> entries = new LinkedHashMap<>();
    private List<String> troubles = new ArrayList<>();
    private @Nullable EntryRecords records;

    ShellScan(List<Scope> scopes, Userland userland, Interruption interruption) {
        this.scopes = scopes;
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
        for (Scope scope : scopes) {
            script.append("if cd -P -- ").append(ShellWords.quote(scope.root())).append(" 2>/dev/null; then\nmark R\n");
            scope.tops().forEach(top -> script.append(linkCheck(top)));
            script.append("{ err=$( {\n")
                    .append(userland.walk(starts(scope), scope.pruned(), end))
                    .append("\n} 2>&1 >&3 ); } 3>&1\nmark \"E$err\"\nelse missing ")
                    .append(ShellWords.quote(scope.root()))
                    .append("; mark E; fi\n");
        }
        return script.append("exit 0\n").toString();
    }

    private static List<String> starts(Scope scope) {
        return scope.tops().isEmpty()
                ? List.of(".")
                : scope.tops().stream().map(it -> ShellWords.quote("./" + it)).toList();
    }

    private static String linkCheck(TreePath top) {
        StringBuilder check = new StringBuilder();
        for (TreePath above : above(top)) {
            check.append("[ -L ")
                    .append(ShellWords.quote("./" + above))
                    .append(" ] && mark ")
                    .append(ShellWords.quote("L" + top))
                    .append("\n");
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
        String text = path.equals(".") ? "" : path.startsWith("./") ? path.substring(2) : "/";
        TreePath there = TreePath.isPath(text) ? new TreePath(text) : null;
        if (there == null || !isAskedFor(there)) {
            troubles.add(path + ": it is no path below " + scope().root() + "; left alone");
            return;
        }
        entries.put(there, there.isTooLong() ? Entry.tooLong() : entry);
    }

    private boolean isAskedFor(TreePath path) {
        return tops().stream().anyMatch(top -> path.equals(top) || path.isBelow(top));
    }

    @Override
    public void mark(char mark, String text) {
        switch (mark) {
            case 'R', 'A' -> entries.clear();
            case 'U' -> tops().forEach(top -> entries.put(top, Entry.unreadable("it cannot be looked at")));
            case 'L' -> linked(text);
            case 'E' -> end(text);
            default -> throw new IllegalStateException("no mark of ours: " + mark);
        }
    }

    /** What is told of it later is another place's; it comes after the marks. */
    private void linked(String top) {
        links.add(new TreePath(top));
    }

    private void end(String complaints) {
        for (TreePath top : links) {
            entries.keySet().removeIf(it -> it.equals(top) || it.isBelow(top));
            entries.put(top, Entry.unreadable("a directory above it is a symbolic link"));
        }
        List<String> real = Userland.troubles(complaints);
        if (!real.isEmpty()) {
            tops().forEach(top -> entries.put(top, Entry.unreadable(real.get(0))));
        }
        String listing = records == null ? null : records.digest();
        boolean whole = userland == Userland.FIND_PRINTF && complaints.isEmpty() && links.isEmpty();
        PathMap.Builder<Entry> sorted = new PathMap.Builder<>();
        entries.forEach(sorted::put);
        scanned.add(new Scanned(sorted.build(), List.copyOf(troubles), whole ? listing : null));
        entries = new LinkedHashMap<>();
        troubles = new ArrayList<>();
        links.clear();
    }

    @Override
    public void unnamed(String shown) {
        troubles.add((shown.startsWith("./") ? shown.substring(2) : shown)
                + ": its name is no text (invalid UTF-8); left alone");
    }
}
