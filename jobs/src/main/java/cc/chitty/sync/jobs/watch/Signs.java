package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of ours that are watched beside the agents': {@code hooks/spool}, in which each file is a hook's wish to look now,
 * and {@code watch/probe}, whose content is written back to {@code watch/answer} to show that changes are seen.
 */
public final class Signs {

    private final Path hooks;
    private final Path watch;
    private final Path logs;

    public Signs(StateDirectory state) {
        this.hooks = state.root().resolve("hooks");
        this.watch = state.root().resolve("watch");
        this.logs = state.logs();
    }

    public Path spool() {
        return hooks.resolve("spool");
    }

    public Path probe() {
        return watch.resolve("probe");
    }

    public Path answer() {
        return watch.resolve("answer");
    }

    /** When scheduled commands were last started. */
    public static Path schedule(StateDirectory state) {
        return new Signs(state).watch.resolve("schedule.properties");
    }

    public Path note() {
        return watch.resolve("watcher.properties");
    }

    List<Path> roots() {
        return List.of(hooks, watch);
    }

    void prepare() {
        PrivateDirectory.create(watch);
        PrivateDirectory.create(logs);
    }

    /** What hooks have noted by now; an empty file is one that is just being written. */
    List<Path> notes() {
        File[] files = spool().toFile().listFiles(file -> file.length() > 0);
        return Stream.of(files == null ? new File[0] : files).map(File::toPath).toList();
    }

    /** Takes notes out of the spool, into the log, as the hooks' own scripts do; either may be first. */
    void fileAway(List<Path> notes) {
        notes.forEach(this::fileAway);
    }

    private void fileAway(Path note) {
        try {
            byte[] line = Files.readAllBytes(note);
            Files.delete(note);
            Files.write(logs.resolve("hooks.log"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (NoSuchFileException filedByAnother) {
            return;
        } catch (IOException e) {
            throw StorageFailure.of("file away", note, e);
        }
    }

    /** Whether the path is one of ours. */
    boolean take(Path path, Changes changes) {
        if (path.startsWith(spool())) {
            changes.everything();
        } else if (path.equals(probe())) {
            answerProbe();
        }
        return path.startsWith(hooks) || path.startsWith(watch);
    }

    private void answerProbe() {
        try {
            Path begun = watch.resolve("answer.part");
            Files.copy(probe(), begun, StandardCopyOption.REPLACE_EXISTING);
            Files.move(begun, answer(), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw StorageFailure.of("answer", probe(), e);
        }
    }
}
