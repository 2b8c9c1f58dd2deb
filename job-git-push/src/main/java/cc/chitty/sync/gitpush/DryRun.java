package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.ViewRefresh;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Rehearses a run on a private copy of the state directory, so that nothing of the real one is written. */
record DryRun(SyncParts parts) {

    private static final List<String> COPIED = List.of(
            "devices",
            "lifecycle",
            "conflicts",
            "spool",
            "staging",
            "repo",
            "repos",
            Layout.TODOS,
            Layout.PROJECTS,
            Layout.CONFLICTS,
            "published.properties",
            "secret-rules.txt",
            "secret-allow.txt");

    <T> T in(StateDirectory real, Function<SyncParts, T> rehearsal) {
        Path scratch = real.root();
        try {
            scratch = Files.createTempDirectory("chittysync-dry-run-");
            StateDirectory state = StateDirectory.open(Map.of(StateDirectory.VARIABLE, scratch.toString()), scratch);
            for (String name : COPIED) {
                copy(real.root().resolve(name), state.root().resolve(name));
            }
            return rehearsal.apply(on(state));
        } catch (IOException e) {
            throw StorageFailure.of("rehearse in", scratch, e);
        } finally {
            if (!scratch.equals(real.root())) {
                remove(scratch);
            }
        }
    }

    private SyncParts on(StateDirectory state) {
        SyncPlace place = parts.place();
        SyncPlace rehearsed = SyncPlace.of(state, place.device(), place.host(), place.clock());
        ViewRefresh refresh = parts.refresh().on(state);
        return new SyncParts(parts.settings(), rehearsed, parts.where(), refresh);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = from.equals(file) ? to : to.resolve(from.relativize(file));
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void remove(Path scratch) {
        try {
            DirectoryTree.delete(scratch);
        } catch (IOException e) {
            throw StorageFailure.of("remove the rehearsal in", scratch, e);
        }
    }
}
