package cc.chitty.sync.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher with the built jar: wherever it is called from, and whatever is missing or broken. */
class LauncherTest extends LaunchedTest {

    @Test
    void it_works_from_any_directory_and_through_links() throws IOException {
        Path first = Files.createSymbolicLink(temporary.resolve("first link"), Path.of("my programs", "chittysync"));
        Path second = Files.createDirectories(temporary.resolve("a b/c")).resolve("chitty");
        Files.createSymbolicLink(second, first);
        for (Path from : List.of(temporary, Path.of("/"), second.getParent())) {
            Scripts.Ran ran = Scripts.run(second, from, plain(), "", "--version");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).startsWith("chittysync ");
            assertThat(ran.code()).isZero();
        }
    }

    @Test
    void a_broken_java_is_passed_over() throws IOException {
        Path broken = Files.createDirectories(temporary.resolve("jdk/bin")).resolve("java");
        Files.writeString(broken, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = plain();
        environment.put("JAVA_HOME", temporary.resolve("jdk").toString());
        assertThat(Scripts.run(launcher, temporary, environment, "", "--version")
                        .code())
                .isZero();
    }

    @Test
    void wrong_usage_keeps_its_exit_code() throws IOException {
        Scripts.Ran ran = Scripts.run(launcher, temporary, plain(), "", "nonsense", "a b", "*");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'nonsense'");
    }

    @Test
    void without_a_jar_it_says_so() throws IOException {
        Files.delete(temporary.resolve("my programs/jobs.jar"));
        Scripts.Ran ran = Scripts.run(launcher, temporary, plain(), "", "--version");
        assertThat(ran.code()).isEqualTo(10);
        assertThat(ran.err()).contains("no jobs.jar");
    }

    @Test
    void as_gpu_ws_it_runs_gpu_sync() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("gpu-ws"), launcher);
        Scripts.Ran ran = Scripts.run(link, temporary, plain(), "", "sync-all", "--dry-run");
        assertThat(ran.code()).isEqualTo(10);
        assertThat(ran.err()).contains("no peer is set", "chittysync.gpu-sync.peers[0].name");
        assertThat(Scripts.run(link, temporary, plain(), "", "--help").out()).startsWith("Usage: chittysync gpu-sync ");
    }

    @Test
    void the_fast_start_is_made_once_and_anew_for_another_jar() throws Exception {
        List<Thread> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread one = new Thread(() -> prepare());
            both.add(one);
            one.start();
        }
        for (Thread one : both) {
            one.join();
        }
        Path app = only(state.resolve("app"));
        assertThat(archives(app)).hasSize(1);
        assertThat(consolidated()).isZero();
        Files.delete(archives(app).get(0));
        assertThat(consolidated()).as("without its archive").isZero();
        Path jar = temporary.resolve("my programs/jobs.jar");
        Path other = Files.copy(jar.toRealPath(), temporary.resolve("other.jar"));
        Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
        Files.delete(jar);
        Files.move(other, jar);
        prepare();
        try (Stream<Path> apps = Files.list(state.resolve("app"))) {
            assertThat(apps.map(at -> at.getFileName().toString())).hasSize(2).noneMatch(name -> name.startsWith("."));
        }
        assertThat(app.resolve("replaced")).exists();
        assertThat(consolidated()).isZero();
    }

    @Test
    void another_java_in_the_same_place_gets_an_archive_of_its_own_and_a_damaged_one_does_no_harm() throws IOException {
        quickJava();
        Path library =
                Files.createDirectories(temporary.resolve("jdk/lib/server")).resolve("libjvm.so");
        Files.writeString(library, "one");
        prepare("jdk");
        Path app = only(state.resolve("app"));
        Path archive = only(archives(app));
        assertThat(archive.getFileName().toString())
                .startsWith(System.getProperty("java.version").replaceAll("[^0-9.].*", ""))
                .contains("-3_");
        Files.writeString(library, "after an upgrade");
        prepare("jdk");
        assertThat(only(archives(app))).isNotEqualTo(archive);
        Path damaged = only(archives(app));
        long whole = Files.size(damaged);
        Files.delete(damaged);
        Files.write(damaged, new byte[5000]);
        assertThat(consolidated("jdk")).isZero();
        prepare("jdk");
        assertThat(Files.size(only(archives(app)))).isGreaterThan(whole / 2);
    }

    /** A Java that learns one class alone where it is to list what a run loads, and else runs as it is: archives take a fifth of the time. */
    private void quickJava() throws IOException {
        Path real = Path.of(System.getProperty("java.home"));
        Path java = Files.createDirectories(temporary.resolve("jdk/bin")).resolve("java");
        String learning = "for word; do case $word in -XX:DumpLoadedClassList=*) "
                + "echo java/lang/Object id: 0 >\"${word#*=}\" && exit ;; esac; done\n";
        Files.writeString(java, "#!/bin/sh\n" + learning + "exec '" + real.resolve("bin/java") + "' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void what_was_cut_short_is_made_anew_while_plain_java_runs() throws IOException {
        quickJava();
        prepare("jdk");
        Path app = only(state.resolve("app"));
        Path archive = only(archives(app));
        Path library = only(app.resolve("lib"), "h2-");
        long size = Files.size(library);
        cut(archive, Files.size(archive) / 2);
        assertThat(consolidated("jdk")).as("with half an archive").isZero();
        cut(library, 0);
        assertThat(consolidated("jdk")).as("with an empty library").isZero();
        prepare("jdk");
        prepare("jdk");
        assertThat(Files.size(only(app.resolve("lib"), "h2-"))).isEqualTo(size);
        Path healed = only(archives(app));
        assertThat(healed.getFileName().toString()).contains("_" + Files.size(healed) + ".");
        assertThat(only(state.resolve("app"))).isEqualTo(app);
        assertThat(consolidated("jdk")).isZero();
        assertThat(Files.getPosixFilePermissions(state.resolve("logs")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(file -> file.toString().contains("hs_err"))).isEmpty();
        }
    }

    private static void cut(Path file, long size) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static Path only(Path directory, String beginning) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return only(files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .toList());
        }
    }

    @Test
    void in_a_directory_that_was_removed_it_works_as_elsewhere() throws IOException {
        String line = "mkdir gone && cd gone && rmdir ../gone && dash \"$1\" --version 2>/dev/null";
        Scripts.Ran ran = Scripts.line(line, temporary, plain(), launcher.toString());
        assertThat(ran.out()).startsWith("chittysync ");
        assertThat(ran.code()).isZero();
    }

    private int consolidated() throws IOException {
        Scripts.Ran ran = Scripts.run(launcher, temporary, fast(), "", "consolidate");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isNotEmpty();
        return ran.code();
    }

    private void prepare() {
        try {
            assertThat(Scripts.run(launcher, temporary, fast(), "", "--prepare").code())
                    .isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> archives(Path app) throws IOException {
        try (Stream<Path> files = Files.list(app)) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .toList();
        }
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return only(files.toList());
        }
    }

    private static Path only(List<Path> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** With a Java in the test's directory. */
    private Map<String, String> with(String java) {
        Map<String, String> environment = fast();
        environment.put("JAVA_HOME", temporary.resolve(java).toString());
        return environment;
    }

    private void prepare(String java) throws IOException {
        assertThat(Scripts.run(launcher, temporary, with(java), "", "--prepare").code())
                .isZero();
    }

    private int consolidated(String java) throws IOException {
        Scripts.Ran ran = Scripts.run(launcher, temporary, with(java), "", "consolidate");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isNotEmpty();
        return ran.code();
    }
}
