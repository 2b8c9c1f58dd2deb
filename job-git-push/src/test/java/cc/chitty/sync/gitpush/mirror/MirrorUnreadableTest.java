package cc.chitty.sync.gitpush.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that may not be read. Root may read all, so the commit is made by a process of the user {@code nobody}. */
class MirrorUnreadableTest {

    private static final Pattern NEEDED =
            Pattern.compile(".*(?:classes|/job-[^/]*|jgit[^/]*|slf4j-api[^/]*|JavaEWAH[^/]*"
                    + "|re2j[^/]*|jspecify[^/]*|commons-codec[^/]*)(?:\\.jar)?");
    private static final String NOBODY = "65534";

    @TempDir
    Path directory;

    @Test
    void what_cannot_be_read_is_named_and_stays_as_it_was_committed_last() throws IOException {
        assumeTrue(Programs.works("setpriv", "--version"), "setpriv is not installed");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become somebody else");
        TestMirror mirror = new TestMirror(directory);
        mirror.write("closed/deep/a", "one");
        mirror.write("b", "two");
        mirror.write("c", "three");
        mirror.commit();
        SortedMap<String, String> before = mirror.committed();
        mirror.write("b", "changed");
        Files.delete(mirror.root.resolve("c"));
        mirror.write("d", "new");
        for (String closed : List.of("b", "closed")) {
            Files.setPosixFilePermissions(mirror.root.resolve(closed), PosixFilePermissions.fromString("---------"));
        }
        String said = asNobody(mirror.root);
        assertThat(said).contains("problem b: it cannot be read").contains("problem closed: it cannot be looked at");
        assertThat(mirror.committed())
                .containsEntry("b", "644 two")
                .containsEntry("closed/deep/a", "644 one")
                .containsEntry("d", "644 new")
                .doesNotContainKey("c")
                .hasSize(before.size());
        for (String opened : List.of("b", "closed")) {
            Files.setPosixFilePermissions(mirror.root.resolve(opened), PosixFilePermissions.fromString("rwx------"));
        }
        Files.setPosixFilePermissions(mirror.root.resolve("b"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(asNobody(mirror.root)).doesNotContain("problem");
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
    }

    private String asNobody(Path mirror) throws IOException {
        String classPath = classPath();
        Path output = directory.resolve("output");
        own(NOBODY);
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        command.addAll(OneMirrorCommit.command(classPath, mirror));
        int code = Programs.run(command, output);
        own("0");
        assertThat(code).as(Programs.text(output)).isZero();
        return Programs.text(output);
    }

    private void own(String user) {
        Path errors = directory.resolveSibling(directory.getFileName() + ".chown");
        assertThat(Programs.run(List.of("chown", "-R", user, directory.toString()), errors))
                .isZero();
    }

    /** Copies of what it needs, since others' home directories are closed. */
    private String classPath() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<Path> needed = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(it -> NEEDED.matcher(it).matches())
                .map(Path::of)
                .toList();
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            Path copy = classes.resolve(i + "-" + needed.get(i).getFileName());
            copies.add(copy);
            if (Files.notExists(copy)) {
                copy(needed.get(i), copy);
            }
        }
        return copies.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
