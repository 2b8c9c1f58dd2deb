package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHA-256 of many bytes by {@code sha256sum}: a process that has just begun, or that compiles quickly and not well, takes ten times
 * as long. What it does not tell, whatever the reason, the caller reads itself.
 */
final class DigestProgram {

    /** From so many bytes on, starting a program is worth it. */
    static final long WORTHWHILE = 32L << 20;

    /** A large file takes its time, and nothing is said meanwhile. */
    private static final Duration QUIET = Duration.ofDays(1);

    private static final int MOST_CHARS = 100_000;
    private static final int HEX = 64;

    private final String program;
    private final Path root;

    DigestProgram(String program, Path root) {
        this.program = program;
        this.root = root;
    }

    Map<TreePath, Digest> of(Collection<TreePath> files, Interruption interruption) {
        Map<TreePath, Digest> digests = new ConcurrentHashMap<>();
        commands(files).parallelStream().forEach(command -> run(command, digests, interruption));
        return digests;
    }

    private List<List<String>> commands(Collection<TreePath> files) {
        List<List<String>> commands = new ArrayList<>();
        int chars = MOST_CHARS;
        int most = Math.max(50, files.size() / Runtime.getRuntime().availableProcessors() + 1);
        for (TreePath file : files) {
            String path = path(file);
            if (chars >= MOST_CHARS || commands.get(commands.size() - 1).size() > most) {
                // --zero: names as they are, whatever is in them
                commands.add(new ArrayList<>(List.of(program, "--zero", "--")));
                chars = 0;
            }
            commands.get(commands.size() - 1).add(path);
            chars += path.length();
        }
        return commands;
    }

    private String path(TreePath file) {
        return root + "/" + file;
    }

    private void run(List<String> command, Map<TreePath, Digest> digests, Interruption interruption) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            new LocalPrograms().run(command, new ByteArrayInputStream(new byte[0]), output, QUIET, interruption);
        } catch (IOException e) {
            return; // it does not start: its files are read otherwise
        }
        String above = path(TreePath.ROOT);
        for (String line : output.toString(StandardCharsets.UTF_8).split("\0", -1)) {
            int name = HEX + 2;
            if (line.startsWith(above, name) && line.substring(0, HEX).matches("[0-9a-f]{64}")) {
                digests.put(new TreePath(line.substring(name + above.length())), Digest.parse(line.substring(0, HEX)));
            }
        }
    }
}
