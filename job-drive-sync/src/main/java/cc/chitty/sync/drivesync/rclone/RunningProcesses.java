package cc.chitty.sync.drivesync.rclone;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The processes that were started and not seen to end, a file for each: a process goes on when the JVM that started it is
 * killed, and would write where the next run does.
 *
 * @param directory holds nothing else
 */
record RunningProcesses(Path directory) {

    void add(ProcessHandle process) {
        PrivateDirectory.create(directory);
        Path note = note(process);
        try {
            Files.writeString(note, started(process), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw StorageFailure.of("write", note, e);
        }
    }

    void remove(ProcessHandle process) {
        DurableFile.delete(note(process));
    }

    /** Ends what a killed run left running. Returns how many processes that were. */
    int endLeftOver() {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        int ended = 0;
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(directory, "[0-9]*")) {
            for (Path note : notes) {
                ended += end(note) ? 1 : 0;
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw StorageFailure.of("list", directory, e);
        }
        return ended;
    }

    /** A process id comes back, so the time at which it began has to be the same. */
    private static boolean end(Path note) throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(String.valueOf(note.getFileName())));
        if (process.isEmpty() || !started(process.get()).equals(Files.readString(note, StandardCharsets.ISO_8859_1))) {
            return false;
        }
        Set<ProcessHandle> all = new LinkedHashSet<>();
        process.get().descendants().forEach(all::add);
        all.add(process.get());
        ProcessTree.endAll(all);
        return true;
    }

    private Path note(ProcessHandle process) {
        return directory.resolve(Long.toString(process.pid()));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
