package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.peer.MachineNote;
import cc.chitty.sync.gpusync.reconcile.Rules;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A rollback brings back the lstat of everything in both homes: also times of links, directories that are only parents of what
 * is synced, and roots and directories that were not there. Whatever way the peer is reached.
 */
class RollbackIsExactTest {

    private static final Instant LONG_AGO = Instant.parse("2024-02-03T04:05:06.123456789Z");

    @TempDir
    Path directory;

    /** How the peer is reached. */
    enum Way {
        DIRECTORY,
        SHELL,
        FILES
    }

    /** Two homes and the job between them. */
    private record Homes(
            Path laptop, Path station, @Nullable SshStation server, JobDesk desk) implements AutoCloseable {

        static Homes of(Way way, Path directory) throws IOException {
            Map<String, Object> settings = new HashMap<>(Map.of(
                    "peers[0].name", "ws",
                    "workspaces[0].path", "~/code",
                    "workspaces[1].path", "~/papers",
                    "workspaces[1].there", "~/docs/all/papers",
                    "categories.env.paths", "~/.config/nvim,~/.zshrc",
                    "categories.git.enabled", false,
                    "guard.percent", 100));
            if (way == Way.DIRECTORY) {
                Path home = Files.createDirectories(directory.resolve("station"));
                settings.put("peers[0].home", home.toString());
                return of(directory, directory.resolve("laptop"), home, null, settings);
            }
            Path files = Files.createDirectories(directory.resolve("ssh/files"));
            String[] options = {"ForceCommand internal-sftp -d " + files};
            SshStation peer = new SshStation(directory, way == Way.SHELL ? new String[0] : options);
            settings.putAll(peer.settings(peer.server().port()));
            settings.put("categories.env.enabled", way != Way.SHELL); // each tree costs many commands there
            if (way == Way.FILES) {
                settings.put(
                        "workspaces[2].path",
                        "~/notes"); // in which places are tried, though only files deep in it change
            }
            return of(directory, peer.home(), way == Way.SHELL ? peer.server().remoteHome() : files, peer, settings);
        }

        private static Homes of(
                Path directory, Path laptop, Path station, @Nullable SshStation server, Map<String, Object> settings)
                throws IOException {
            Files.createDirectories(laptop.resolve("code"));
            Files.createDirectories(station.resolve("code"));
            return new Homes(laptop, station, server, new JobDesk(directory, laptop, settings));
        }

        void sync() {
            done(desk.run(SyncOptions.all("ws")));
        }

        void rollBack(String snapshot) {
            done(desk.rollback(snapshot));
        }

        @Override
        public void close() {
            desk.close();
            if (server != null) {
                server.close();
            }
        }
    }

    /** Some of the workspaces are on neither side before the work, and after a rollback; that is told, and nothing else. */
    private static void done(GpuSync.Answer answer) {
        assertThat(answer.ended().failure()).isNull();
        assertThat(answer.ended().report().problems()).allMatch(it -> it.what().contains("is on neither side"));
    }

    private static void link(Path home, String path, String target) throws IOException {
        Files.createDirectories(home.resolve(path).getParent());
        Files.createSymbolicLink(home.resolve(path), Path.of(target));
    }

    /** Everything is old, so that whatever gets a new time shows. */
    private void age(Path home) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(home)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        int i = 0;
        for (Path path : all) {
            Instant time = LONG_AGO.plusSeconds(i++);
            if (Files.isSymbolicLink(path)) {
                List<String> touch = List.of("touch", "-h", "-d", time.toString(), path.toString());
                assertThat(Programs.run(touch, directory.resolve("touched"))).isZero();
            } else {
                Files.setLastModifiedTime(path, FileTime.from(time));
            }
        }
    }

    /** The home itself holds staging directories and the mark while a run goes on; snapshots are what a run leaves. */
    private static SortedMap<String, String> exact(Path home, boolean coarse) {
        SortedMap<String, String> exact = new TreeMap<>();
        TreeText.exact(home).forEach((path, text) -> {
            boolean own = path.startsWith(".claude/backups") || path.equals(MachineNote.NAME);
            if (!path.isEmpty() && !own && !path.startsWith(".ssh")) {
                String time = coarse ? text.replaceAll("(:\\d\\d)\\.\\d+Z", "$1Z") : text;
                exact.put(path, time + " " + Integer.toOctalString(bits(home.resolve(path))));
            }
        });
        return exact;
    }

    /** Also set-user-id, set-group-id and sticky. */
    private static int bits(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Directories in which something is going to be changed, with bits that no sync brings and a time that looks like none. */
    private static void makeSpecial(Path home) throws IOException {
        Files.setAttribute(home.resolve("code/a"), "unix:mode", 02755);
        Files.setAttribute(home.resolve("code/deep/a"), "unix:mode", 01755);
        Files.setAttribute(home.resolve("code/deep/a/f"), "unix:mode", 04644);
        Files.setLastModifiedTime(home.resolve("code/a"), FileTime.from(Instant.EPOCH));
    }

    private static void workFirst(Path laptop, Path station) throws IOException {
        TreeText.write(laptop, "code/deep/a/f", "one", 1);
        TreeText.write(laptop, "notes/deep/n", "one", 1);
        TreeText.write(laptop, ".claude/CLAUDE.md", "be short", 1);
        TreeText.write(station, ".config/other/app", "not synced", 1);
        link(laptop, "code/a/kept", "f");
        link(laptop, "code/a/changed", "f");
        link(laptop, "code/opened", "deep/a/f");
        link(laptop, "code/entered", "deep");
        link(station, "code/removed", "a/f");
        link(station, "code/replaced", "a/f");
    }

    private static void workOn(Path laptop, Path station) throws IOException {
        TreeText.write(laptop, "code/deep/a/f", "two", 2);
        TreeText.write(laptop, "notes/deep/n", "two", 2);
        Files.delete(laptop.resolve("code/a/changed"));
        link(laptop, "code/a/changed", "kept");
        link(laptop, "code/a/new", "nowhere at all");
        for (String was : new String[] {"code/opened", "code/entered"}) {
            Files.delete(laptop.resolve(was));
            TreeText.write(laptop, was + "/a/f", "in a directory where a link was", 3);
        }
        Files.deleteIfExists(laptop.resolve("code/removed"));
        Files.deleteIfExists(laptop.resolve("code/replaced"));
        TreeText.write(laptop, "code/replaced", "a file now", 3);
        TreeText.write(laptop, ".claude/CLAUDE.md", "be shorter", 3);
        TreeText.write(laptop, ".config/nvim/init.lua", "lua", 3);
        TreeText.write(laptop, "papers/p/one.tex", "tex", 3);
        TreeText.write(laptop, "code/run.log", "of another category at the same root", 3);
        TreeText.write(laptop, "code/.idea/one.xml", "and of another", 3);
        TreeText.write(station, ".claude/commands/go.md", "go", 3);
        TreeText.write(station, ".zshrc", "alias g=git", 3);
        TreeText.write(laptop, "code/locked/deep/f", "in directories that are made and then closed", 3);
        for (String closed : new String[] {"code/locked/deep", "code/locked"}) {
            Files.setPosixFilePermissions(laptop.resolve(closed), PosixFilePermissions.fromString("r-xr-xr-x"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void both_homes_are_as_they_were_to_the_time_of_every_link_and_parent_and_back_and_forth(Way way)
            throws IOException {
        boolean coarse = way == Way.FILES;
        try (Homes homes = Homes.of(way, directory)) {
            workFirst(homes.laptop, homes.station);
            homes.sync();
            workOn(homes.laptop, homes.station);
            age(homes.laptop);
            age(homes.station);
            makeSpecial(homes.laptop);
            makeSpecial(homes.station);
            SortedMap<String, String> ourBefore = exact(homes.laptop, coarse);
            SortedMap<String, String> theirBefore = exact(homes.station, coarse);

            homes.sync();

            SortedMap<String, String> ourAfter = exact(homes.laptop, coarse);
            SortedMap<String, String> theirAfter = exact(homes.station, coarse);
            assertThat(ourAfter).isNotEqualTo(ourBefore).containsKey(".claude/commands/go.md");
            assertThat(theirAfter).isNotEqualTo(theirBefore).containsKey("docs/all/papers/p/one.tex");
            homes.rollBack(homes.desk.snapshots().lastSync().orElseThrow());
            assertThat(exact(homes.laptop, coarse)).isEqualTo(ourBefore);
            assertThat(exact(homes.station, coarse)).isEqualTo(theirBefore);
            homes.rollBack(homes.desk.snapshots().ids().get(0));
            assertThat(exact(homes.laptop, coarse)).isEqualTo(ourAfter);
            assertThat(exact(homes.station, coarse)).isEqualTo(theirAfter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1950-01-01T00:00:00Z", "2200-01-01T00:00:00Z"})
    void a_file_of_a_time_that_the_peer_cannot_keep_is_known_again(String time) throws IOException {
        try (Homes homes = Homes.of(Way.FILES, directory)) {
            for (String path : new String[] {"code/new", "code/replaced"}) {
                Path file = TreeText.write(homes.laptop, path, "ours", 1);
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
            }
            TreeText.write(homes.station, "code/replaced", "theirs", 1);
            Files.setLastModifiedTime(homes.station.resolve("code/replaced"), FileTime.from(LONG_AGO));
            SyncOptions.How forced = new SyncOptions.How(Direction.BOTH, Rules.Force.OURS, false, 0, Map.of());
            done(homes.desk.run(new SyncOptions("ws", SyncOptions.What.ALL, forced, false, "", false)));
            assertThat(homes.station.resolve("code/new")).hasContent("ours");
            assertThat(homes.station.resolve("code/replaced")).hasContent("ours");

            homes.rollBack(homes.desk.snapshots().lastSync().orElseThrow());

            assertThat(homes.station.resolve("code/new")).doesNotExist();
            assertThat(homes.station.resolve("code/replaced")).hasContent("theirs");
            assertThat(homes.laptop.resolve("code/new")).hasContent("ours");
        }
    }

    @Test
    void after_a_first_sync_nothing_is_left_but_the_snapshots() throws IOException {
        try (Homes homes = Homes.of(Way.DIRECTORY, directory)) {
            workFirst(homes.laptop, homes.station);
            TreeText.write(homes.laptop, "papers/p/one.tex", "tex", 3);
            TreeText.write(homes.laptop, ".config/nvim/init.lua", "lua", 3);
            TreeText.write(homes.station, ".claude/commands/go.md", "go", 3);
            age(homes.laptop);
            age(homes.station);
            SortedMap<String, String> ourBefore = exact(homes.laptop, true);
            SortedMap<String, String> theirBefore = exact(homes.station, true);
            homes.sync();
            homes.rollBack(homes.desk.snapshots().lastSync().orElseThrow());
            assertThat(exact(homes.laptop, true)).isEqualTo(ourBefore);
            assertThat(exact(homes.station, true)).isEqualTo(theirBefore);
        }
    }
}
