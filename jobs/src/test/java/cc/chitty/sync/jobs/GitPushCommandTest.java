package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.secret.PlantedSecrets;
import cc.chitty.sync.kernel.secret.PlantedSecrets.Planted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GitPushCommandTest {

    private static final long SEED = 20_261_120L;

    @TempDir
    Path directory;

    private Path remote;

    @BeforeEach
    void begin() throws IOException {
        remote = directory.resolve("remote.git");
        try (FileRepository git = new FileRepository(remote.toFile())) {
            git.create(true);
        }
    }

    /** A device that shares its todos through the remote; settings are read once in the life of an owner. */
    private Desk device(String name) throws IOException {
        try (Desk desk = new Desk(directory.resolve(name))) {
            desk.done("git-push", "init", remote.toString());
        }
        return new Desk(directory.resolve(name));
    }

    @Test
    void without_a_remote_it_says_how_to_get_one() throws IOException {
        try (Desk desk = new Desk(directory.resolve("alone"))) {
            Result result = desk.run("git-push");
            assertThat(result.code()).isEqualTo(10);
            assertThat(result.err()).contains("git-push init URL");
        }
    }

    @Test
    void two_devices_share_todos_and_a_run_is_shown_and_taken_back() throws IOException {
        try (Desk laptop = device("laptop");
                Desk desktop = device("desktop")) {
            laptop.list(1, 0, "pending Write the test");
            laptop.done("consolidate");
            assertThat(laptop.done("git-push").out()).contains("pushed.");
            assertThat(laptop.done("git-push").out()).contains("nothing to push.");
            assertThat(desktop.done("git-push", "--pull-only", "-q").out()).isEmpty();
            assertThat(desktop.done("todos").out()).contains("Write the test");
            laptop.list(1, 60, "completed Write the test", "pending Read it");
            laptop.done("consolidate");
            String diff = laptop.done("git-push", "--dry-run").out();
            assertThat(diff).contains("+++ b/todos.json", "Read it", "Nothing was changed: this was a dry run.");
            long run = laptop.done("git-push", "--json").json().get("run").asLong();
            JsonNode versions = laptop.done("history", "--file", "todos.json", "--json")
                    .json()
                    .get("versions");
            assertThat(versions).hasSize(2);
            assertThat(versions.get(0).get("run").asString()).isEqualTo(Long.toString(run));
            assertThat(laptop.done("history", "--file", "todos.json", "--before", "" + run)
                            .out())
                    .contains("Write the test")
                    .doesNotContain("Read it");
            laptop.list(2, 90, "pending Never shared");
            assertThat(laptop.done("rollback", "git-push", "" + run).out())
                    .contains("2 todos put back to what was before run " + run, "pushed.")
                    .containsPattern("  completed -> pending +Write the test")
                    .containsPattern("  pending -> deleted +Read it")
                    .contains("1 todo had never been shared and stays.")
                    .containsPattern("`chittysync rollback git-push \\d+` takes this back");
            desktop.done("git-push");
            assertThat(desktop.done("todos").out()).contains("Write the test").doesNotContain("Read it");
            assertThat(Files.readString(desktop.state().todosView()))
                    .isEqualTo(Files.readString(laptop.state().todosView()))
                    .contains("\"pending\"");
            assertThat(desktop.done("todos").out()).contains("Never shared");
            assertThat(laptop.run("rollback", "git-push", "9999").code()).isEqualTo(2);
            aRollbackIsTakenBack(laptop, desktop);
            assertThat(laptop.run("history", "--at", "x").code()).isEqualTo(2);
        }
    }

    /** The last run that changed something on the laptop, which was one. */
    private static void aRollbackIsTakenBack(Desk laptop, Desk desktop) throws IOException {
        JsonNode versions =
                laptop.done("history", "--file", "todos.json", "--json").json().get("versions");
        String last = versions.get(0).get("run").asString();
        JsonNode back = laptop.done("rollback", "git-push", last, "--json").json();
        assertThat(back.get("put_back_count").asInt()).isEqualTo(2);
        assertThat(back.get("unshared").asInt()).isZero();
        assertThat(back.get("undo").asLong()).isEqualTo(back.get("run").asLong());
        desktop.done("git-push");
        assertThat(desktop.done("todos", "-s", "all").out()).contains("✓ Write the test", "Read it", "Never shared");
        String first = versions.get(versions.size() - 1).get("run").asString();
        Result refused = laptop.run("rollback", "git-push", first);
        assertThat(refused.code()).isEqualTo(12);
        assertThat(refused.err()).contains("it was the first that shared todos", "todos delete ID");
    }

    @Test
    void offline_it_keeps_the_commit_and_restart_brings_it_when_the_remote_is_there() throws IOException {
        try (Desk laptop = device("laptop")) {
            laptop.list(1, 0, "pending Write the test");
            laptop.done("consolidate");
            Path away = Files.move(remote, directory.resolve("away.git"));
            Result offline = laptop.run("git-push");
            assertThat(offline.code()).isEqualTo(1);
            assertThat(offline.err()).contains("the next run goes on");
            assertThat(laptop.run("restart", "9999").code()).isEqualTo(2);
            Files.move(away, remote);
            assertThat(laptop.done("restart").out()).contains("pushed.");
            assertThat(laptop.run("restart").err()).contains("there is no run to resume");
        }
    }

    @Test
    void of_five_hundred_planted_secrets_none_is_pushed_printed_or_kept() throws IOException {
        List<Planted> planted = planted();
        StringBuilder printed = new StringBuilder();
        try (Desk laptop = device("laptop")) {
            for (int session = 0; session < 50; session++) {
                laptop.list(
                        session,
                        session,
                        planted.subList(session * 10, session * 10 + 10).stream()
                                .map(it -> "pending " + it.text())
                                .toArray(String[]::new));
            }
            for (String command : List.of(
                    "consolidate --json",
                    "git-push --dry-run",
                    "git-push --json",
                    "git-push --check",
                    "todos --json",
                    "todos",
                    "projects --json",
                    "conflicts --json",
                    "lifecycle --json",
                    "history --json",
                    "history --file todos.json",
                    "status --json")) {
                Result result = laptop.run(command.split(" "));
                printed.append(result.out()).append(result.err());
            }
            assertThat(laptop.done("git-push", "--check").out()).contains("No secret was found.");
            assertThat(held(planted, printed.toString()))
                    .as("seed %d, printed", SEED)
                    .isEmpty();
            assertThat(printed).contains("[REDACTED:github-token:");
            for (Path place : List.of(
                    laptop.state().devices(),
                    laptop.state().lifecycle(),
                    laptop.state().todosView(),
                    laptop.state().projectsView())) {
                assertThat(held(planted, content(place)))
                        .as("seed %d, %s", SEED, place)
                        .isEmpty();
            }
        }
        assertThat(held(planted, pushed())).as("seed %d, pushed", SEED).isEmpty();
    }

    /** In turn the whole text, part of a branch's name and part of a path. */
    private static List<Planted> planted() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Function<SplittableRandom, Planted>> makers =
                List.copyOf(PlantedSecrets.byRule().values());
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Planted secret = makers.get(i % makers.size()).apply(random);
            String around =
                    List.of("", "push branch feature/", "look at /srv/app/").get(i / 70 % 3);
            planted.add(new Planted(secret.secret(), around + secret.text()));
        }
        return planted;
    }

    /** Those that are in a text, in any of the ways in which lines are broken. */
    private static List<String> held(List<Planted> planted, String text) {
        return planted.stream()
                .map(Planted::secret)
                .filter(it -> text.contains(it)
                        || text.contains(it.replace("\n", "\\n"))
                        || text.contains(it.replace('\n', ' ')))
                .toList();
    }

    private static String content(Path place) throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.append(Files.readString(file));
            }
        }
        return content.toString();
    }

    /** Every object that can be reached, commits included. */
    private String pushed() throws MissingObjectException, IncorrectObjectTypeException, IOException {
        StringBuilder objects = new StringBuilder();
        try (FileRepository git = new FileRepository(remote.toFile());
                ObjectWalk walk = new ObjectWalk(git)) {
            ObjectId tip = git.resolve("refs/heads/main");
            walk.markStart(walk.parseCommit(tip));
            for (RevObject commit = walk.next(); commit != null; commit = walk.next()) {
                objects.append(new String(git.open(commit).getBytes(), StandardCharsets.UTF_8));
            }
            for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
                if (object.getType() == Constants.OBJ_BLOB) {
                    objects.append(walk.getPathString());
                    objects.append(new String(git.open(object).getBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(objects).isNotEmpty();
        return objects.toString();
    }
}
