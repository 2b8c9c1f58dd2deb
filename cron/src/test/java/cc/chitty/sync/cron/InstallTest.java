package cc.chitty.sync.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command, with programs in the path that only note what they are told. */
class InstallTest {

    private static final String CRONTAB = """
            #!/bin/sh
            # keeps a crontab in a file
            case $1 in
                -l) [ -e "$HOME/tab" ] && exec cat "$HOME/tab"; echo 'no crontab for you' >&2; exit 1 ;;
                -r) rm "$HOME/tab" ;;
                -) cat >"$HOME/tab" ;;
            esac
            """;

    @TempDir
    Path temporary;

    private Path home;
    private Path launcher;
    private FirstOnPath programs;

    @BeforeEach
    void prepare() throws IOException {
        home = Files.createDirectory(temporary.resolve("it's 100% é home"));
        launcher = Scripts.in(temporary.resolve("programs")).withJar().path("chittysync");
        programs = new FirstOnPath(temporary.resolve("path"));
        programs.put("crontab", CRONTAB);
        programs.put("systemctl", "#!/bin/sh\necho \"$@\" >>\"$HOME/systemctl.log\"\n");
        programs.put("launchctl", "#!/bin/sh\necho \"$@\" >>\"$HOME/launchctl.log\"\n");
    }

    @Test
    void each_line_of_the_crontab_runs_what_it_says_and_all_of_it_goes_again() throws Exception {
        String theirs = "MAILTO=kim\n* * * * * echo 'theirs'";
        Files.writeString(home.resolve("tab"), theirs);
        assertThat(chittysync("install", "--cron").code()).isZero();
        List<String> lines = Files.readAllLines(home.resolve("tab"));
        assertThat(lines).startsWith(theirs.split("\n"));
        List<String> ours =
                lines.stream().filter(line -> line.contains("scheduled")).toList();
        assertThat(ours).isNotEmpty();
        Files.writeString(state().resolve("bin/chittysync"), "#!/bin/sh\necho \"$CHITTYSYNC_TRIGGER $*\"\n");
        for (String line : ours) {
            runAsCron(line.replaceFirst(" [0-9]+ ([a-z-]+( --[a-z]+)*)$", " 0 $1"));
        }
        assertThat(state().resolve("logs/cron.log"))
                .content()
                .contains("cron consolidate\n", "consolidate: exit code 0");
        assertThat(chittysync("uninstall").code()).isZero();
        assertThat(home.resolve("tab")).content().isEqualTo(theirs);
        assertThat(state().resolve("bin")).doesNotExist();
    }

    @Test
    void what_cron_starts_is_found_by_doctor_and_status() throws Exception {
        assertThat(chittysync("status", "--sync").out()).contains("Nothing starts jobs by itself.");
        assertThat(chittysync("install", "--cron").code()).isZero();
        assertThat(chittysync("doctor").out())
                .contains("ok     installation: ")
                .doesNotContain("are gone", "nothing starts jobs regularly");
        assertThat(chittysync("status", "--sync").out())
                .contains("consolidate by cron")
                .doesNotContain("Nothing starts jobs");
        Files.writeString(home.resolve("tab"), "MAILTO=kim\n");
        assertThat(chittysync("doctor").out()).contains("WRONG  installation: our lines in the crontab are gone");
    }

    /** Only where nobody's crontab can be harmed. */
    @Test
    void a_real_crontab_takes_the_block_and_gives_it_back() throws Exception {
        assumeThat(System.getenv("CI")).as("CI").isEqualTo("true");
        assumeThat(Path.of("/usr/bin/crontab")).exists();
        Files.delete(temporary.resolve("path/crontab"));
        String before = crontab();
        assertThat(chittysync("install", "--cron").code()).isZero();
        assertThat(crontab()).startsWith(before).contains("0,30 * * * * ", "scheduled", " consolidate\n");
        assertThat(chittysync("uninstall").code()).isZero();
        assertThat(crontab()).isEqualTo(before);
    }

    private static String crontab() throws Exception {
        Process list = new ProcessBuilder("/usr/bin/crontab", "-l")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String lines = new String(list.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        list.waitFor();
        return lines;
    }

    @Test
    void the_first_system_is_offered_for_migration_and_taken_out_only_when_asked() throws Exception {
        String old = "*/15 * * * * ~/.chittychat/sync-todos.sh\n";
        Files.writeString(home.resolve("tab"), old);
        Scripts.Ran dry =
                Scripts.run(launcher, temporary, programs.environment(home), "", "install", "--cron", "--dry-run");
        assertThat(dry.err()).contains("of the first ChittySync: cron runs", "--migrate takes it out");
        assertThat(dry.out()).contains("+++ crontab", "\n+0,30 * * * * ");
        assertThat(home.resolve("tab")).content().isEqualTo(old);
        assertThat(chittysync("install", "--cron", "--migrate").code()).isZero();
        assertThat(Files.readAllLines(home.resolve("tab")).get(0))
                .startsWith("# ")
                .endsWith(old.strip());
        assertThat(chittysync("uninstall").code()).isZero();
        assertThat(home.resolve("tab")).content().isEqualTo(old);
    }

    @Test
    void units_of_systemd_are_what_it_understands() throws Exception {
        assertThat(chittysync("install", "--systemd").code()).isZero();
        Path units = home.resolve(".config/systemd/user");
        assertThat(home.resolve("systemctl.log"))
                .content()
                .contains("--user enable --now chittysync-consolidate.timer");
        assertThat(units.resolve("chittysync-consolidate.timer")).content().contains("Persistent=true");
        assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
        Process verify = new ProcessBuilder(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        units.resolve("chittysync-consolidate.service").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).doesNotContain("chittysync-consolidate.service:");
        assertThat(chittysync("uninstall").code()).isZero();
        assertThat(home.resolve(".config")).doesNotExist();
    }

    @Test
    void agents_of_launchd_are_property_lists() throws Exception {
        assertThat(chittysync("install", "--launchd").code()).isZero();
        try (Stream<Path> plists = Files.list(home.resolve("Library/LaunchAgents"))) {
            for (Path plist : plists.toList()) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
                String text = factory.newDocumentBuilder()
                        .parse(plist.toFile())
                        .getDocumentElement()
                        .getTextContent();
                assertThat(text)
                        .contains(state().resolve("bin/scheduled").toString())
                        .doesNotContain("@");
            }
        }
        assertThat(chittysync("uninstall").code()).isZero();
        assertThat(home.resolve("Library")).doesNotExist();
    }

    @Test
    void a_watcher_of_peers_is_a_service_of_its_own_and_the_doctor_looks_for_it() throws Exception {
        setPeer();
        Path units = home.resolve(".config/systemd/user");
        assertThat(chittysync("install", "--systemd", "--watcher").code()).isZero();
        assertThat(units.resolve("chittysync-watch.service")).content().contains("0 watch\n");
        assertThat(units.resolve("chittysync-gpu-watch.service"))
                .content()
                .contains("0 gpu-sync watch --peer all\n", "Restart=always");
        assertThat(home.resolve("systemctl.log"))
                .content()
                .contains(
                        "--user enable --now chittysync-watch.service",
                        "--user enable --now chittysync-gpu-watch.service");
        assertThat(chittysync("doctor").out())
                .contains("`gpu-sync watch` is set up and does not run")
                .doesNotContain("gpu-watch by");
        assertThat(chittysync("uninstall").code()).isZero();
        assertThat(home.resolve("systemctl.log"))
                .content()
                .contains("--user disable --now chittysync-gpu-watch.service");
        assertThat(home.resolve(".config")).doesNotExist();
    }

    @Test
    void launchd_keeps_a_watcher_of_peers_running() throws Exception {
        setPeer();
        assertThat(chittysync("install", "--launchd", "--watcher").code()).isZero();
        assertThat(home.resolve("Library/LaunchAgents/cc.chitty.sync.gpu-watch.plist"))
                .content()
                .contains("<string>cc.chitty.sync.gpu-watch</string>", strings("gpu-sync", "watch", "--peer", "all"));
    }

    private static String strings(String... words) {
        return "<string>" + String.join("</string>\n    <string>", words) + "</string>";
    }

    @Test
    void cron_starts_a_watcher_of_peers_once_peers_are_set() throws Exception {
        assertThat(chittysync("install", "--cron", "--watcher").code()).isZero();
        assertThat(started()).singleElement().asString().endsWith(" 0 watch");
        setPeer();
        assertThat(chittysync("doctor").out()).contains("nothing syncs by itself");
        assertThat(chittysync("install", "--cron", "--watcher").code()).isZero();
        assertThat(started())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" 0 watch"),
                        line -> assertThat(line).endsWith(" 0 gpu-sync watch --peer all"));
        assertThat(chittysync("doctor").out()).contains("`gpu-sync watch` is set up and does not run");
    }

    private List<String> started() throws IOException {
        return Files.readAllLines(home.resolve("tab")).stream()
                .filter(line -> line.startsWith("@reboot"))
                .toList();
    }

    private void setPeer() throws IOException {
        Files.createDirectories(state());
        Files.setPosixFilePermissions(state(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                state().resolve("settings.properties"),
                "chittysync.gpu-sync.peers[0].name=ws\nchittysync.gpu-sync.peers[0].host=ws.example.org\n");
    }

    @Test
    void a_hook_that_was_installed_runs_as_the_agent_runs_it() throws Exception {
        Path settings = Files.createDirectories(home.resolve(".claude")).resolve("settings.json");
        Files.writeString(settings, "{}");
        assertThat(chittysync("install", "--hooks").code()).isZero();
        String text = Files.readString(settings);
        int begin = text.indexOf("'");
        String command =
                text.substring(begin, text.indexOf("\", \"timeout\"", begin)).replace("\\\\", "\\");
        Process hook = new ProcessBuilder("sh", "-c", command).start();
        hook.getOutputStream().close();
        assertThat(hook.waitFor()).isZero();
        assertThat(chittysync("uninstall").code()).isZero();
        assertThat(settings).content().isEqualTo("{}");
    }

    private void runAsCron(String line) throws Exception {
        // cron: five fields, then the command, in which a backslash protects a percent sign
        String command = line.split(" ", 6)[5].replace("\\%", "%");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    private Path state() {
        return home.resolve(".chittychat");
    }

    private Scripts.Ran chittysync(String... arguments) throws IOException {
        Scripts.Ran ran = Scripts.run(launcher, temporary, programs.environment(home), "", arguments);
        assertThat(ran.err()).isEmpty();
        return ran;
    }
}
