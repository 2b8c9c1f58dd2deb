package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.mirror.RestorePlan.Delete;
import cc.chitty.sync.gitpush.mirror.RestorePlan.Kind;
import cc.chitty.sync.gitpush.mirror.RestorePlan.Write;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.Staged;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Carries a plan out: deletes first, so that a directory can take the place of a file; then writes. */
final class Restoring {

    private static final int TOGETHER = 64;

    private final OwnRepository repository;
    private final MirrorRun run;
    private final Set<Path> touched = new TreeSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private int written;
    private int deleted;
    private int left;

    Restoring(OwnRepository repository, MirrorRun run) {
        this.repository = repository;
        this.run = run;
    }

    Restored restore(RestorePlan plan) {
        Set<String> unsaved = new TreeSet<>(plan.unsaved());
        Contents contents = new Contents(repository, plan.into());
        run.progress().step("restore").of(plan.writes().size() + plan.deletes().size());
        for (Delete file : plan.deletes()) {
            step(plan, unsaved, file.path(), file.now(), contents, path -> delete(plan.into(), path));
        }
        for (Write file : plan.writes()) {
            step(plan, unsaved, file.path(), file.now(), contents, path -> write(file, path));
        }
        publish();
        touched.stream().filter(Files::isDirectory).forEach(DurableFile::sync);
        return new Restored(written, deleted, left);
    }

    @FunctionalInterface
    private interface Act {
        void on(Path path) throws IOException;
    }

    private void step(
            RestorePlan plan, Set<String> unsaved, String path, @Nullable String planned, Contents contents, Act act) {
        run.requireGoingOn("restore the mirror");
        run.progress().advance(1);
        Path target = plan.into().resolve(path);
        try {
            ObjectId now = contents.now(path);
            if (unsaved.contains(path)) {
                leave(path, "as it is now it is in no commit; it is left as it is");
            } else if (leadsAstray(plan.into(), path)) {
                leave(path, "a link or a file stands where its directory should be; it is left out");
            } else if (!Objects.equals(now == null ? null : now.name(), planned)) {
                leave(path, "it has changed since the plan was made; it is left as it is");
            } else {
                act.on(target);
            }
        } catch (IOException e) {
            throw StorageFailure.of("restore", target, e);
        }
    }

    private void leave(String path, String why) {
        run.problem(path, why);
        left++;
    }

    /** Nothing is written through a link. */
    private static boolean leadsAstray(Path root, String path) {
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            Path above = root.resolve(path.substring(0, end));
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private void delete(Path root, Path target) throws IOException {
        Files.deleteIfExists(target);
        deleted++;
        for (Path above = target.getParent(); above != null && !above.equals(root); above = above.getParent()) {
            touched.add(above);
            if (!isDeleted(above)) {
                return;
            }
        }
        touched.add(root);
    }

    /** A directory that has become empty goes as well, since the commit knows none. */
    private static boolean isDeleted(Path directory) throws IOException {
        try {
            return Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    private void write(Write file, Path target) throws IOException {
        Path directory = Objects.requireNonNull(target.getParent());
        Files.createDirectories(directory);
        if (file.kind() == Kind.LINK || Files.isSymbolicLink(target)) {
            Files.deleteIfExists(target);
        }
        ObjectId blob = ObjectId.fromString(file.blob());
        if (file.kind() == Kind.LINK) {
            String to = new String(repository.bytes(blob), StandardCharsets.UTF_8);
            Files.createSymbolicLink(target, Path.of(to));
            touched.add(directory);
            written++;
            return;
        }
        waiting.add(new Waiting(target, blob, mode(file.kind(), target, directory)));
        if (waiting.size() == TOGETHER) {
            publish();
        }
    }

    /** Many at once, since a disk that is told to be sure does so for all of them in the time of one. */
    private void publish() {
        List<Staged> staged = Collections.synchronizedList(new ArrayList<>());
        try {
            waiting.parallelStream().forEach(it -> staged.add(it.stage(new LargeFiles(repository))));
            DurableFile.publish(staged);
            written += staged.size();
        } finally {
            staged.forEach(Staged::close);
            waiting.clear();
        }
    }

    private record Waiting(Path target, ObjectId blob, Set<PosixFilePermission> mode) {

        Staged stage(LargeFiles files) {
            Staged staged = DurableFile.staged(target, out -> files.copy(blob, out));
            try {
                Files.setPosixFilePermissions(staged.temporary(), mode);
                return staged;
            } catch (IOException e) {
                staged.close();
                throw StorageFailure.of("restore", target, e);
            }
        }
    }

    /** An old file keeps its mode, a new one can be read by who can list its directory; but who may run it is git's to say. */
    private static Set<PosixFilePermission> mode(Kind kind, Path target, Path directory) throws IOException {
        Set<PosixFilePermission> mode = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        Path model = Files.exists(target) ? target : directory;
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(model);
        for (PosixFilePermission reads : List.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ)) {
            if (allowed.contains(reads)) {
                mode.add(reads);
            }
        }
        if (model.equals(target) && allowed.contains(PosixFilePermission.GROUP_WRITE)) {
            mode.add(PosixFilePermission.GROUP_WRITE);
        }
        if (kind == Kind.PROGRAM) {
            mode.add(PosixFilePermission.OWNER_EXECUTE);
            addIf(mode, PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
            addIf(mode, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
        }
        return mode;
    }

    private static void addIf(Set<PosixFilePermission> mode, PosixFilePermission has, PosixFilePermission added) {
        if (mode.contains(has)) {
            mode.add(added);
        }
    }
}
