package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Digests of many files: one command for each of a few processors. The programs tell a digest, two signs and the name, so names
 * with a line break or a backslash, which they escape or not, are asked for one by one.
 */
final class ShellDigests {

    private static final int HEX = 64;

    private static final String PREAMBLE = """
            LC_ALL=C; export LC_ALL
            cd -P -- "$1" 2>/dev/null || exit 0
            if openssl dgst -sha256 -r /dev/null >/dev/null 2>&1; then h='openssl dgst -sha256 -r'
            elif sha256sum /dev/null >/dev/null 2>&1; then h=sha256sum
            elif shasum -a 256 /dev/null >/dev/null 2>&1; then h='shasum -a 256'
            else exit 9; fi
            export h
            """;

    /** Links and what is below them are told on standard error; their digests are dropped. */
    private static final String MANY = PREAMBLE + "exec xargs -0 -n 2000 sh -c " + ShellWords.quote("""
                    for f; do
                        if [ -L "$f" ]; then printf '%s\\0' "$f" >&2
                        elif [ -f "$f" ] && [ -r "$f" ]; then printf '%s\\0' "$f"; fi
                    done | xargs -0 sh -c '[ $# -eq 0 ] || exec $h "$@" 2>/dev/null' sh
                    exit 0
                    """) + " sh";

    private static final String EACH = PREAMBLE + "exec xargs -0 -n 2000 sh -c " + ShellWords.quote("""
                    for f; do
                        if [ -L "$f" ]; then printf '%s\\0' "$f" >&2
                        elif [ -f "$f" ] && [ -r "$f" ]; then d=$($h <"$f") && printf '%.64s%s\\0' "$d" "$f"; fi
                    done
                    """) + " sh";

    private final RemoteShell shell;
    private final String root;

    ShellDigests(RemoteShell shell, String root) {
        this.shell = shell;
        this.root = root;
    }

    Map<TreePath, Digest> of(List<TreePath> files, int commands) throws IOException {
        List<TreePath> plain = files.stream().filter(it -> !isOdd(it)).toList();
        List<TreePath> odd = files.stream().filter(ShellDigests::isOdd).toList();
        Map<TreePath, Digest> digests = new HashMap<>();
        if (!plain.isEmpty()) {
            Parallel.split(plain, Math.max(1, Math.min(commands, plain.size() / 50)), part -> {
                        Map<TreePath, Digest> some = new HashMap<>();
                        ask(MANY, part, '\n', some);
                        return some;
                    })
                    .forEach(digests::putAll);
        }
        if (!odd.isEmpty()) {
            ask(EACH, odd, '\0', digests);
        }
        digests.keySet().retainAll(new HashSet<>(files));
        return digests;
    }

    private static boolean isOdd(TreePath path) {
        return path.text().indexOf('\n') >= 0
                || path.text().indexOf('\\') >= 0
                || path.text().indexOf('\r') >= 0;
    }

    private void ask(String script, List<TreePath> files, char separator, Map<TreePath, Digest> digests)
            throws IOException {
        List<String> asked = new ArrayList<>(parents(files));
        files.forEach(it -> asked.add("./" + it));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream links = new ByteArrayOutputStream();
        int exit = shell.script(
                script,
                List.of(root),
                new Streams(Streams.bytes(ShellLook.separated(asked)), Streams.to(output), links));
        if (exit != 0) {
            throw failure(exit, links.toString(StandardCharsets.UTF_8));
        }
        Map<TreePath, Digest> found = new HashMap<>();
        int gap = separator == '\n' ? 2 : 0;
        for (String line : output.toString(StandardCharsets.UTF_8).split(String.valueOf(separator), -1)) {
            add(line, gap, found);
        }
        drop(links.toString(StandardCharsets.UTF_8), found);
        digests.putAll(found);
    }

    private static void add(String line, int gap, Map<TreePath, Digest> found) {
        int name = HEX + gap + 2;
        if (line.length() < name || !line.startsWith("./", HEX + gap) || !TreePath.isPath(line.substring(name))) {
            return;
        }
        String hex = line.substring(0, HEX);
        if (hex.matches("[0-9a-f]{64}")) {
            found.put(new TreePath(line.substring(name)), Digest.parse(hex));
        }
    }

    private static void drop(String links, Map<TreePath, Digest> found) {
        for (String link : links.split("\0", -1)) {
            if (link.startsWith("./") && TreePath.isPath(link.substring(2))) {
                TreePath path = new TreePath(link.substring(2));
                found.keySet().removeIf(it -> it.isBelow(path) || it.equals(path));
            }
        }
    }

    /** The directories of files, so that links among them are told. */
    static Set<String> parents(List<TreePath> files) {
        Set<TreePath> directories = new HashSet<>();
        for (TreePath file : files) {
            TreePath above = file.parent();
            while (!above.isRoot() && directories.add(above)) {
                above = above.parent();
            }
        }
        Set<String> shown = new HashSet<>();
        directories.forEach(it -> shown.add("./" + it));
        return shown;
    }

    private static Failure failure(int exit, String errors) {
        return exit == 9
                ? new Failure(
                        FailureCategory.NOT_SET_UP,
                        "compute digests on the peer",
                        "it has none of openssl, sha256sum and shasum",
                        "Install one of them there.")
                : new Failure(
                        FailureCategory.RETRYABLE,
                        "compute digests on the peer",
                        "it ended with " + exit + " " + errors.substring(0, Math.min(200, errors.length())),
                        "Start again.");
    }
}
