package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of a run, or the rclone that it started, at random moments while 2,000 files are fetched; {@code kill.sh}
 * does so as often as it is told to. In the end mirror, remote and the last commit hold the same, no commit ever held a file that
 * the remote had not, and no kill cost more than one chunk.
 */
class DriveKillTest {

    private static final int KILLS =
            Integer.getInteger("chittysync.test.kills", Integer.getInteger("chittysync.test.rounds", 1));
    private static final int FILES = 2_000;

    @TempDir
    Path directory;

    private final SplittableRandom random;
    private final long seed;
    private final ObjectInserter.Formatter ids = new ObjectInserter.Formatter();
    private final Map<String, Set<ObjectId>> everOnRemote = new HashMap<>();

    DriveKillTest() {
        seed = Long.getLong("chittysync.test.seed", System.nanoTime());
        random = new SplittableRandom(seed);
    }

    @Test
    void whatever_is_killed_the_next_run_ends_with_the_same_on_all_sides() throws Exception {
        System.out.println("DriveKillTest: -Dchittysync.test.seed=" + seed);
        KilledDrive runs = new KilledDrive(directory, random);
        writeAll();
        for (int kill = 0; kill < KILLS; kill++) {
            runs.killRun();
            writeSome();
            runs.killRclone();
            writeSome();
        }
        runs.complete(seed);
        System.out.println("DriveKillTest: " + 2 * KILLS + " kills, of which " + runs.hits() + " hit");
        assertEqualOnAllSides();
    }

    @Test
    void no_kill_costs_more_than_one_chunk() throws Exception {
        System.out.println("DriveKillTest: -Dchittysync.test.seed=" + seed);
        KilledDrive runs = new KilledDrive(directory, random);
        int files = 0;
        for (int kill = 0; kill < KILLS; kill += 2) {
            writeAll();
            files += FILES;
            runs.killRun();
            runs.killRclone();
            runs.complete(seed);
        }
        List<String> requested = runs.requested();
        System.out.println("DriveKillTest: " + runs.hits() + " kills hit; fetched " + (requested.size() - files)
                + " of " + files + " files twice");
        assertThat(requested.size() - files)
                .as("seed %d: files fetched again", seed)
                .isBetween(0, runs.hits() * KilledDrive.CHUNK);
        assertEqualOnAllSides();
    }

    private void writeAll() throws IOException {
        for (int file = 0; file < FILES; file++) {
            write(file);
        }
    }

    /** Two of three, some of them twice. */
    private void writeSome() throws IOException {
        for (int i = 0; i < FILES; i++) {
            write(random.nextInt(FILES));
        }
    }

    private void write(int file) throws IOException {
        String path = "d" + file % 20 + "/f" + file + ".txt";
        byte[] content = ("content " + random.nextLong() + "\n")
                .repeat(1 + random.nextInt(400))
                .getBytes(StandardCharsets.UTF_8);
        Path target = directory.resolve("remote").resolve(path);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, content);
        everOnRemote.computeIfAbsent(path, it -> new HashSet<>()).add(ids.idFor(Constants.OBJ_BLOB, content));
    }

    private void assertEqualOnAllSides() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.in(drive.remote()).assertIn(drive.mirror());
            assertThat(drive.done().ended().report().counts()).doesNotContainKeys("files_transferred", "commits");
        }
        try (Repository repository =
                new FileRepository(directory.resolve("state/mirrors/notes.git").toFile())) {
            assertCommitsAreWhole(repository);
        }
    }

    /** Each file of each commit is one that the remote had at that path; the last commit has all. */
    private void assertCommitsAreWhole(Repository repository) throws IOException {
        Ref main = Objects.requireNonNull(repository.findRef("main"));
        Set<String> last = new TreeSet<>();
        try (RevWalk commits = new RevWalk(repository);
                ObjectReader objects = repository.newObjectReader()) {
            RevCommit newest = commits.parseCommit(main.getObjectId());
            commits.markStart(newest);
            for (RevCommit commit : commits) {
                try (TreeWalk files = new TreeWalk(objects)) {
                    files.reset(commit.getTree());
                    files.setRecursive(true);
                    while (files.next()) {
                        assertThat(files.getObjectId(0))
                                .as("seed %d: %s in %s", seed, files.getPathString(), commit.name())
                                .isIn(everOnRemote.getOrDefault(files.getPathString(), Set.of()));
                        if (commit.equals(newest)) {
                            last.add(files.getPathString());
                        }
                    }
                }
            }
        }
        assertThat(last).isEqualTo(new TreeSet<>(everOnRemote.keySet()));
    }
}
