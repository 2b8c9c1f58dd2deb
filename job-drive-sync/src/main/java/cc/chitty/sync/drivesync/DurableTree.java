package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes many files durable at once. One call for a whole file system costs what there is to write; a call for each of
 * a thousand files costs a thousand turns of the disk.
 */
final class DurableTree {

    private static final List<String> SYNC = List.of("/bin/sync", "/usr/bin/sync");
    /** So many are synced one by one: the whole file system may have much to write that is not ours. */
    private static final int FEW = 50;

    private static final long PATIENCE_MINUTES = 10;

    private DurableTree() {}

    /**
     * Syncs these files and the directories they are in.
     *
     * @param root a directory on their file system
     */
    static void sync(Path root, Collection<Path> files) {
        if (files.isEmpty() || (files.size() > FEW && syncedAtOnce(root))) {
            return;
        }
        Set<Path> all = new LinkedHashSet<>(files);
        for (Path file : files) {
            for (Path above = file.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
                all.add(above);
            }
        }
        DurableFile.syncAll(all);
    }

    /** The file system's own call, which Java does not have; only Linux's program is known to wait for it. */
    private static boolean syncedAtOnce(Path root) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return false;
        }
        for (String program : SYNC) {
            if (Path.of(program).toFile().canExecute()) {
                return run(program, root);
            }
        }
        return false;
    }

    private static boolean run(String program, Path root) {
        try {
            Process process = new ProcessBuilder(program, "-f", root.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false; // then one by one, which says what is wrong
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
