package cc.chitty.sync.jobs.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an installation leaves of other people's files: every byte. */
class InstallationTest {

    private static final Wish ALL =
            new Wish(true, Wish.Scheduler.NONE, Set.of(), true, true, false, Set.of("consolidate", "mcp"));

    private static final int ROUNDS = 200 * Integer.getInteger("chittysync.test.rounds", 1);

    @TempDir
    Path temporary;

    @Test
    void after_install_and_uninstall_every_file_is_as_it_was() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Path home = Files.createDirectory(temporary.resolve("it's %" + i));
            Configurations.write(home, random);
            Map<String, String> before = tree(home);
            Installation installation = installation(home);
            installation.carryOut(installation.plan(place(home), wish(random)));
            Wish last = wish(random);
            installation.carryOut(installation.plan(place(home), last));
            assertThat(installation.plan(place(home), last).diff())
                    .as("again is nothing, seed %d, configuration %d", seed, i)
                    .isEmpty();
            installation.carryOut(installation.removal(place(home)));
            assertThat(tree(home)).as("seed %d, configuration %d", seed, i).isEqualTo(before);
            assertThat(home.resolve(".chittychat/bin")).doesNotExist();
        }
    }

    @Test
    void what_somebody_adds_in_between_stays_and_only_ours_goes() throws IOException {
        Path home = home("{\n  \"model\": \"x\",\n  \"hooks\": {}\n}\n");
        Installation installation = installation(home);
        installation.carryOut(installation.plan(place(home), ALL));
        Path settings = home.resolve(".claude/settings.json");
        String changed = Files.readString(settings).replace("\"model\": \"x\"", "\"model\": \"y\", \"more\": [1]");
        Files.writeString(settings, changed);
        installation.carryOut(installation.removal(place(home)));
        assertThat(settings).content().isEqualTo("{\n  \"model\": \"y\", \"more\": [1],\n  \"hooks\": {}\n}\n");
    }

    @Test
    void hooks_of_others_keep_their_bytes_and_ours_run_too() throws IOException {
        String theirs = "{\"matcher\":  \"Bash\", \"hooks\": [ {\"type\":\"command\",\"command\":\"x\"} ]}";
        Path home = home("{ \"hooks\": { \"PostToolUse\": [ " + theirs + " ] } }");
        Installation installation = installation(home);
        installation.carryOut(installation.plan(place(home), ALL));
        String text = Files.readString(home.resolve(".claude/settings.json"));
        JsonText json = JsonText.parse(text.getBytes(StandardCharsets.UTF_8));
        assertThat(text).contains(theirs);
        assertThat(json.at("hooks", "PostToolUse").orElseThrow().children()).hasSize(2);
        assertThat(json.at("hooks", "SessionStart").orElseThrow().children()).hasSize(1);
        assertThat(json.source(json.at("env", "CLAUDE_CODE_ENABLE_TODO_TOOLS").orElseThrow()))
                .isEqualTo("\"1\"");
    }

    @Test
    void what_cannot_be_understood_is_refused_and_nothing_is_changed() throws IOException {
        for (String broken : List.of("", "[]", "{", "{\"a\":1,\"a\":2}", "{} {}", "{\"hooks\": []}", "\"x\"")) {
            Path home = home(broken);
            Map<String, String> before = tree(home);
            assertThatThrownBy(() -> installation(home).plan(place(home), ALL))
                    .as(broken)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("settings.json");
            assertThat(tree(home)).isEqualTo(before);
        }
    }

    @Test
    void our_programs_are_in_a_directory_that_nobody_else_enters() throws IOException {
        Path home = home("{}");
        Installation installation = installation(home);
        installation.carryOut(installation.plan(place(home), ALL));
        assertThat(Files.getPosixFilePermissions(home.resolve(".chittychat/bin")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void what_is_not_utf_8_is_refused_and_nothing_is_changed() throws IOException {
        List<byte[]> texts = List.of(
                "\ufeff{}".getBytes(StandardCharsets.UTF_16LE),
                "\ufeff{}".getBytes(StandardCharsets.UTF_16BE),
                "{}".getBytes(StandardCharsets.UTF_16LE),
                "{\n\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\n/*\0*/}".getBytes(StandardCharsets.UTF_8));
        for (byte[] text : texts) {
            Path home = home("");
            Path settings = Files.write(home.resolve(".claude/settings.json"), text);
            assertThatThrownBy(() -> installation(home).plan(place(home), ALL))
                    .isInstanceOfSatisfying(
                            Failure.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.REFUSED))
                    .hasMessageContaining(settings + ": it is not UTF-8 (line " + (text[1] == '\n' ? 2 : 1) + ")");
            assertThat(settings).hasBinaryContent(text);
        }
    }

    @Test
    @Timeout(60)
    void what_is_no_file_is_refused_and_nothing_is_changed() throws IOException {
        Path pipe = temporary.resolve("pipe");
        assertThat(Programs.works("mkfifo", pipe.toString())).isTrue();
        for (Path target : List.of(pipe, Path.of("/dev/null"), temporary)) {
            for (String name : List.of(".claude/settings.json", ".codex/config.toml")) {
                Path home = home("{}");
                Files.createDirectory(home.resolve(".codex"));
                Path file = home.resolve(name);
                Files.deleteIfExists(file);
                Files.createSymbolicLink(file, target);
                Installation installation = installation(home);
                Place place = place(home);
                assertThatThrownBy(() -> installation.plan(place, ALL))
                        .hasMessage("cannot read " + file + ": it is no file");
                assertThatThrownBy(() -> installation.removal(place))
                        .hasMessage("cannot read " + file + ": it is no file");
                assertThat(file).isSymbolicLink();
            }
        }
    }

    @Test
    void a_dry_run_shows_the_difference_of_each_file() throws IOException {
        Path home = home("{\n  \"model\": \"x\"\n}\n");
        String diff = installation(home).plan(place(home), ALL).diff();
        assertThat(diff).contains("+++ " + home.resolve(".claude/settings.json"), "+  \"env\"", "   \"model\": \"x\"");
        assertThat(home.resolve(".chittychat/bin")).doesNotExist();
    }

    @Test
    void entries_of_the_first_system_are_taken_out_and_come_back() throws IOException {
        String old =
                "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"~/.chittychat/sync-todos.sh\"}]}]}}";
        Path home = home(old);
        Installation installation = installation(home);
        Wish migrate = new Wish(true, Wish.Scheduler.NONE, Set.of(), false, false, true, Set.of());
        installation.carryOut(installation.plan(place(home), migrate));
        assertThat(home.resolve(".claude/settings.json")).content().doesNotContain("sync-todos.sh");
        installation.carryOut(installation.removal(place(home)));
        assertThat(home.resolve(".claude/settings.json")).content().isEqualTo(old);
    }

    @Test
    void the_first_system_is_recognised() throws IOException {
        Path home = home(
                "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"command\": \"bash \\\"$HOME/.chittychat/x.sh\\\"\"}]}]}}");
        Path agents = Files.createDirectories(home.resolve("Library/LaunchAgents"));
        Files.createFile(agents.resolve("com.chittyos.todo-watcher.plist"));
        Files.createFile(agents.resolve("org.else.plist"));
        Place place = place(home);
        Files.createFile(place.state().root().resolve("sync-todos.sh"));
        byte[] crontab = "0 * * * * x\n*/15 * * * * ~/.chittychat/sync-todos.sh\n# chittychat\n"
                .getBytes(StandardCharsets.UTF_8);
        List<FirstSystem.Found> found = new Ours(place)
                .first()
                .found(crontab, List.of(home.resolve(".claude/settings.json"), home.resolve("none")));
        assertThat(found).extracting(FirstSystem.Found::migrated).containsExactly(true, true, true, false);
        assertThat(found.toString())
                .contains("cron runs '*/15", "has the hook 'bash", "com.chittyos.todo-watcher.plist", "move it away");
        Wish migrate = new Wish(false, Wish.Scheduler.NONE, Set.of(), false, false, true, Set.of());
        assertThat(installation(home).plan(place, migrate).diff())
                .containsPattern("run: launchctl disable gui/[0-9]+/com.chittyos.todo-watcher\n")
                .doesNotContain("org.else");
    }

    @Test
    void lines_of_others_keep_their_bytes_around_a_block() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Ours ours = new Ours(place(home("{}")));
        MarkedBlock block = ours.block("*/30 * * * * x\n", false);
        MarkedBlock migrating = ours.block("0 * * * * x\n", true);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] before = Configurations.lines(random);
            byte[] after = Objects.requireNonNull(block.apply(before));
            assertThat(Arrays.copyOf(after, before.length)).as("seed %d", seed).isEqualTo(before);
            assertThat(block.clean(after, before, false)).as("seed %d", seed).isEqualTo(before);
            byte[] migrated = Objects.requireNonNull(migrating.apply(before));
            assertThat(new String(migrated, StandardCharsets.ISO_8859_1))
                    .doesNotContainPattern("(?m)^[^#\\n].*chittychat");
            assertThat(migrating.clean(migrated, before, true))
                    .as("seed %d", seed)
                    .isEqualTo(before);
        }
        assertThat(block.clean(Objects.requireNonNull(block.apply(null)), null, false))
                .isNull();
    }

    private Path home(String settings) throws IOException {
        Path home = Files.createTempDirectory(temporary, "home");
        Files.createDirectory(home.resolve(".claude"));
        Files.writeString(home.resolve(".claude/settings.json"), settings);
        return home;
    }

    private static Installation installation(Path home) {
        return new Installation(StateDirectory.open(Map.of(), home));
    }

    private Place place(Path home) throws IOException {
        Path jar = Files.writeString(temporary.resolve("a.jar"), "jar");
        return new Place(StateDirectory.open(Map.of(), home), home, jar, Map.of());
    }

    private static Wish wish(SplittableRandom random) {
        return new Wish(
                random.nextBoolean(),
                Wish.Scheduler.NONE,
                Set.of(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                Set.of("consolidate", "mcp"));
    }

    /** Everything but the state directory. */
    private static Map<String, String> tree(Path home) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.startsWith(home.resolve(".chittychat"))) {
                    byte[] bytes = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
                    tree.put(home.relativize(file).toString(), new String(bytes, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return tree;
    }
}
