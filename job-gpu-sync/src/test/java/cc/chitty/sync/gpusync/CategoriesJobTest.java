package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.category.git.TestRepository;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.PlannedChange.Place;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.SyncOptions.Choice;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special of each category, in whole runs between two home directories. */
class CategoriesJobTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final String ID = "11111111-2222-3333-4444-555555555555";
    private static final String OPEN = "66666666-7777-8888-9999-aaaaaaaaaaaa";
    private static final String TOKEN = "ghp_" + "Zx9Kq2Lm7Rt4Wv8Yb3Nc6Pd1Sf5Gh0Jk2Qa7";

    @TempDir
    Path directory;

    private Path laptop;
    private Path station;
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        laptop = Files.createDirectories(directory.resolve("laptop"));
        station = Files.createDirectories(directory.resolve("station"));
        Files.createDirectories(laptop.resolve("code"));
        Files.createDirectories(station.resolve("code"));
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("snapshots.count", "2");
        desk = new JobDesk(directory, laptop, settings);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    @Test
    void a_commit_arrives_with_its_files_and_its_branch_in_one_run() {
        TestRepository ours = TestRepository.make(laptop.resolve("code/app"));
        ours.commit("a", "one");
        assertThat(problems()).isEmpty();
        TestRepository theirs = new TestRepository(station.resolve("code/app"));
        assertThat(theirs.status()).isEmpty();
        ours.commit("a", "two");
        String last = ours.commit("dir/b", "new");

        assertThat(problems()).isEmpty();

        assertThat(theirs.value("main")).isEqualTo(last);
        assertThat(theirs.read("dir/b")).isEqualTo("new");
        assertThat(theirs.status()).isEmpty();
        GpuSync.Answer third = desk.run(ALL);
        assertThat(third.ended().report().counts())
                .containsEntry("planned", 0L)
                .containsEntry("repositories_changed", 0L);
    }

    @Test
    void a_bare_repository_is_joined_by_git_and_never_copied_as_files() throws IOException {
        TestRepository work = TestRepository.make(laptop.resolve("code/w"));
        work.commit("a", "a");
        work.git("checkout", "-q", "-b", "feat");
        String kept = work.commit("f", "f");
        for (String name : List.of("hub.git", "hub")) {
            work.git(
                    "clone", "-q", "--bare", ".", laptop.resolve("code/" + name).toString());
        }
        assertThat(problems()).isEmpty();
        for (String name : List.of("hub.git", "hub")) {
            TestRepository ours = new TestRepository(laptop.resolve("code/" + name));
            ours.git("symbolic-ref", "HEAD", "refs/heads/main");
            ours.git("update-ref", "-d", "refs/heads/feat");
            ours.git("gc", "-q", "--prune=now");
            new TestRepository(station.resolve("code/" + name)).git("branch", "release", "feat");
        }

        assertThat(problems())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.what())
                        .contains(
                                "refs/heads/feat",
                                "deleted on this machine",
                                "stays on the peer, where HEAD leads to it"));

        for (String name : List.of("hub.git", "hub")) {
            TestRepository theirs = new TestRepository(station.resolve("code/" + name));
            assertThat(theirs.git("fsck", "--full")).doesNotContain("error");
            assertThat(theirs.value("release")).isEqualTo(kept);
            assertThat(new TestRepository(laptop.resolve("code/" + name)).value("release"))
                    .isEqualTo(kept);
        }
        assertThat(desk.run(ALL).ended().report().counts())
                .containsEntry("planned", 0L)
                .containsEntry("repositories_changed", 0L);
    }

    @Test
    void the_files_beside_a_bare_repository_and_in_its_working_trees_are_synced_as_files() throws IOException {
        TestRepository work = TestRepository.make(laptop.resolve("code/w"));
        work.commit("a", "a");
        Path project = laptop.resolve("code/proj");
        work.git("clone", "-q", "--bare", ".", project.resolve(".bare").toString());
        write(laptop, "code/proj/.git", "gitdir: ./.bare\n");
        TestRepository ours = new TestRepository(project);
        ours.git("worktree", "add", "-q", "main");
        ours.git("worktree", "add", "-q", "-b", "dev", "dev");
        write(laptop, "code/proj/dev/wip", "1");
        write(laptop, "code/proj/notes.txt", "1");
        assertThat(problems()).isEmpty();

        TestRepository theirs = new TestRepository(station.resolve("code/proj"));
        assertThat(theirs.directory().toFile().list()).containsExactlyInAnyOrder(".bare", "main", "dev", "notes.txt");
        assertThat(theirs.directory().resolve("dev").toFile().list()).containsExactlyInAnyOrder("a", "wip");
        write(laptop, "code/proj/dev/wip", "2");
        write(station, "code/proj/notes.txt", "2");
        write(station, "code/proj/main/new", "1");
        TestRepository dev = new TestRepository(project.resolve("dev"));
        dev.git("config", "user.name", "Kim");
        dev.git("config", "user.email", "kim@example.org");
        String commit = dev.commit("b", "b");

        assertThat(problems()).isEmpty();

        assertThat(theirs.read("dev/wip")).isEqualTo("2");
        assertThat(theirs.read("dev/b")).isEqualTo("b");
        assertThat(ours.read("notes.txt")).isEqualTo("2");
        assertThat(ours.read("main/new")).isEqualTo("1");
        assertThat(new TestRepository(station.resolve("code/proj/.bare")).value("dev"))
                .isEqualTo(commit);
        assertThat(desk.run(ALL).ended().report().counts())
                .containsEntry("planned", 0L)
                .containsEntry("repositories_changed", 0L);
    }

    /** The workspace would take each change of it for somebody else's, and what a run of a part deletes for ever for new. */
    @Test
    void a_category_of_ones_own_in_a_workspace_has_its_files_to_itself() throws IOException {
        desk.close();
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("categories.notes.paths", "~/code/notes");
        settings.put("categories.plans.paths", "~/plans");
        settings.put("workspaces[1].path", "~/plans/work");
        desk = new JobDesk(directory, laptop, settings);
        for (int i = 1; i <= 4; i++) {
            write(laptop, "code/notes/n" + i, "n" + i);
            write(station, "plans/work/w" + i, "w" + i);
            write(laptop, "plans/p" + i, "p" + i);
            write(laptop, "code/f" + i, "f" + i);
        }
        assertThat(problems()).isEmpty();
        assertThat(desk.run(ALL).ended().report().counts()).containsEntry("planned", 0L);
        assertThat(laptop.resolve("plans/work/w1")).hasContent("w1");
        assertThat(station.resolve("code/notes/n4")).hasContent("n4");

        Files.delete(laptop.resolve("code/notes/n1"));
        SyncOptions notes =
                new SyncOptions("ws", SyncOptions.What.ALL.of("notes"), SyncOptions.How.USUAL, false, "", false);
        assertThat(desk.run(notes).ended().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(station.resolve("code/notes/n1")).doesNotExist();
        write(laptop, "code/notes/n1", "n1");
        Files.delete(station.resolve("plans/work/w1"));
        assertThat(problems()).isEmpty();
        for (Path home : List.of(laptop, station)) {
            assertThat(home.resolve("code/notes/n1")).hasContent("n1");
            assertThat(home.resolve("plans/work/w1")).doesNotExist();
        }
        assertThat(desk.run(ALL).ended().report().counts()).containsEntry("planned", 0L);
    }

    @Test
    void two_that_would_have_one_place_are_refused_and_nothing_is_changed() throws IOException {
        desk.close();
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("categories.notes.paths", "~/code");
        desk = new JobDesk(directory, laptop, settings);
        write(laptop, "code/f", "f");
        GpuSync.Answer answer = desk.run(ALL);
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.ended().failure())
                .hasMessageContaining("the category notes")
                .hasMessageContaining("the workspace root code");
        assertThat(station.resolve("code/f")).doesNotExist();
    }

    @Test
    void a_pipe_is_left_out_without_a_word_unless_the_other_side_has_a_file_there() throws Exception {
        write(laptop, "code/app/readme.md", "plain");
        Path pipe = laptop.resolve("code/app/dev.sock");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(problems()).isEmpty();
        write(station, "code/app/dev.sock", "a file");

        assertThat(problems()).singleElement().extracting(Problem::where).isEqualTo("workspace_code:app/dev.sock");

        assertThat(station.resolve("code/app/dev.sock")).hasContent("a file");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_directory_of_another_category_against_a_link_or_file_is_told_in_every_run(boolean ours) throws IOException {
        Path one = ours ? laptop : station;
        Path other = ours ? station : laptop;
        write(one, "code/p/data/train.csv", "train");
        write(other, "code/p/notes", "notes");
        assertThat(problems()).isEmpty();
        Files.createDirectory(directory.resolve("big"));
        Files.move(other.resolve("code/p/data"), directory.resolve("big/data"));
        Files.createSymbolicLink(other.resolve("code/p/data"), directory.resolve("big/data"));
        write(one, "code/p/models/w.bin", "w");
        write(other, "code/p/models", "notes on models");

        for (int run = 0; run < 3; run++) {
            assertThat(problems())
                    .extracting(Problem::where)
                    .containsExactly("workspace_code:p/data", "workspace_code:p/models");
        }
        assertThat(desk.run(ALL.dry()).ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(differences()).containsExactly("p/data", "p/models");

        write(laptop, "code/p/both", "ours");
        write(station, "code/p/both", "theirs");
        assertThat(problems()).hasSize(3);
        SyncOptions.How chosen = SyncOptions.How.USUAL.choosing("workspace_code", new TreePath("p/both"), Choice.OURS);
        assertThat(desk.run(new SyncOptions("ws", SyncOptions.What.ALL.of("workspace"), chosen, false, "", false))
                        .ended()
                        .report()
                        .problems())
                .isEmpty();

        assertThat(one.resolve("code/p/data/train.csv")).hasContent("train");
        assertThat(one.resolve("code/p/models/w.bin")).hasContent("w");
        assertThat(other.resolve("code/p/data")).isSymbolicLink();
        assertThat(other.resolve("code/p/models")).hasContent("notes on models");
        assertThat(directory.resolve("big/data/train.csv")).hasContent("train");
    }

    @Test
    void a_file_or_link_that_is_called_as_a_directory_of_another_category_is_of_the_workspace() throws IOException {
        List<String> files = List.of(".vscode", "p/.cursor", "p/.idea", "p/__pycache__");
        for (String file : files) {
            write(laptop, "code/" + file, "a file called " + file);
        }
        for (String link : List.of("p/.venv", "p/node_modules")) {
            Files.createSymbolicLink(laptop.resolve("code/" + link), Path.of("../shared"));
        }

        assertThat(problems()).isEmpty();

        for (String file : files) {
            assertThat(station.resolve("code/" + file)).hasContent("a file called " + file);
        }
        assertThat(Files.readSymbolicLink(station.resolve("code/p/.venv"))).isEqualTo(Path.of("../shared"));
        assertThat(Files.readSymbolicLink(station.resolve("code/p/node_modules")))
                .isEqualTo(Path.of("../shared"));
        write(laptop, "code/p/.idea", "ours");
        write(station, "code/p/.idea", "another one, theirs");
        assertThat(problems()).extracting(Problem::where).containsExactly("workspace_code:p/.idea");
        assertThat(differences()).containsExactly("p/.idea");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_directory_that_is_not_entered_against_a_file_or_link_is_told_in_every_run(boolean ours) throws IOException {
        Path one = ours ? laptop : station;
        Path other = ours ? station : laptop;
        write(one, "code/p/.idea", "was a file");
        write(one, "code/p/node_modules/m.js", "m");
        Files.createDirectories(other.resolve("code/p"));
        Files.createSymbolicLink(other.resolve("code/p/node_modules"), Path.of("../shared"));
        assertThat(problems()).extracting(Problem::where).containsExactly("workspace_code:p/node_modules");
        assertThat(other.resolve("code/p/.idea")).hasContent("was a file");
        Files.delete(one.resolve("code/p/.idea"));
        write(one, "code/p/.idea/workspace.xml", "<a/>");

        for (int run = 0; run < 3; run++) {
            assertThat(problems())
                    .extracting(it -> it.where().replaceFirst(".*:", ""))
                    .containsExactlyInAnyOrder("p/.idea", "p/node_modules");
        }
        assertThat(differences()).containsExactlyInAnyOrder("p/.idea", "p/node_modules");
        assertThat(other.resolve("code/p/.idea")).hasContent("was a file");
        assertThat(one.resolve("code/p/.idea/workspace.xml")).hasContent("<a/>");
        assertThat(one.resolve("code/p/node_modules/m.js")).hasContent("m");
        assertThat(other.resolve("code/p/node_modules")).isSymbolicLink();
    }

    private List<String> differences() {
        return desk.get(PeerLook.class).compare("ws", Progress.NONE, new Interruption()).differences().stream()
                .map(it -> it.path().text())
                .toList();
    }

    @Test
    void a_name_that_is_no_text_and_two_spellings_of_a_name_are_told_once_each() throws Exception {
        write(laptop, "code/x\u00e9", "one");
        write(laptop, "code/xe\u0301", "two");
        String odd = "cd \"$1\" && : >\"$(printf 'x\\377y')\"";
        assertThat(new ProcessBuilder(
                                "sh", "-c", odd, "sh", laptop.resolve("code").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(problems())
                .extracting(Problem::what)
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("invalid UTF-8"),
                        it -> assertThat(it).contains("xe<U+0301> and x<U+00E9>", "two spellings"));
    }

    @Test
    void a_root_that_leads_nowhere_is_told_in_one_sentence() throws IOException {
        write(laptop, "code/app/one", "1");
        write(laptop, "code/app/two", "2");
        Files.delete(station.resolve("code"));
        Files.createSymbolicLink(station.resolve("code"), station.resolve("not-mounted"));

        List<Problem> problems = problems();

        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.where()).isEqualTo(station.resolve("code") + " on ws"));
        assertThat(laptop.resolve("code/app/two")).hasContent("2");
    }

    @Test
    void what_git_tracks_though_it_is_ignored_arrives_and_what_it_tracks_no_more_holds_no_branch_up() {
        TestRepository ours = TestRepository.make(laptop.resolve("code/app"));
        ours.write(".gitignore", "*.gen\n");
        ours.write("a.gen", "1");
        ours.git("add", "-f", ".");
        ours.commit("data.bin", "1");
        assertThat(problems()).isEmpty();
        TestRepository theirs = new TestRepository(station.resolve("code/app"));
        assertThat(theirs.status()).isEmpty();
        assertThat(theirs.read("a.gen")).isEqualTo("1");
        ours.git("rm", "-q", "--cached", "data.bin");
        String last = ours.commit(".gitignore", "*.gen\ndata.bin\n");

        assertThat(problems()).isEmpty();

        assertThat(theirs.value("main")).isEqualTo(last);
        assertThat(theirs.status()).isEmpty();
        assertThat(theirs.read("data.bin")).isEqualTo("1");
        assertThat(desk.run(ALL).ended().report().counts())
                .containsEntry("planned", 0L)
                .containsEntry("repositories_changed", 0L);
        ours.write("a.gen", "2");
        ours.git("commit", "-q", "-a", "-m", "another");
        assertThat(problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("a.gen");
        assertThat(theirs.read("a.gen")).isEqualTo("1");
    }

    @Test
    void a_private_repository_arrives_with_its_files_in_one_run() throws IOException {
        TestRepository ours = TestRepository.make(laptop.resolve("code/mine/app"));
        ours.commit("a", "one");
        for (String closed : List.of("code/mine", "code/mine/app")) {
            Files.setPosixFilePermissions(laptop.resolve(closed), PosixFilePermissions.fromString("rwx------"));
        }

        assertThat(problems()).isEmpty();

        assertThat(Files.getPosixFilePermissions(station.resolve("code/mine")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        TestRepository theirs = new TestRepository(station.resolve("code/mine/app"));
        assertThat(theirs.mode("")).isEqualTo("rwx------");
        assertThat(theirs.read("a")).isEqualTo("one");
        assertThat(desk.run(ALL).ended().report().counts())
                .containsEntry("planned", 0L)
                .containsEntry("repositories_changed", 0L);
    }

    @Test
    void a_fingerprint_tells_of_commits_too() {
        TestRepository ours = TestRepository.make(laptop.resolve("code/app"));
        ours.commit("a", "one");
        assertThat(problems()).isEmpty();
        ours.commit("a", "two");
        SyncOptions git =
                new SyncOptions(ALL.peer(), SyncOptions.What.ALL.of("git"), SyncOptions.How.USUAL, true, "", false);
        String before = desk.run(git).planned().fingerprint();
        assertThat(desk.run(git).planned().fingerprint()).isEqualTo(before);
        ours.commit("a", "three");
        assertThat(desk.run(git).planned().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void what_git_keeps_for_rollbacks_goes_with_the_snapshots() {
        TestRepository ours = TestRepository.make(laptop.resolve("code/app"));
        TestRepository theirs = new TestRepository(station.resolve("code/app"));
        for (int commit = 0; commit < 5; commit++) {
            ours.commit("a", "content " + commit);
            assertThat(problems()).isEmpty();
        }
        assertThat(theirs.refs("refs/chittysync/snapshots")).hasSize(2);
    }

    @Test
    void a_session_is_found_under_the_name_its_project_has_there() throws IOException {
        String here = TreeText.slug(laptop + "/code/app");
        String there = TreeText.slug(station + "/code/app");
        write(laptop, ".claude/projects/" + here + "/" + ID + ".jsonl", line(ID, laptop + "/code/app"));
        write(laptop, ".claude/projects/" + here + "/" + OPEN + ".jsonl", line(OPEN, laptop + "/code/app"));
        write(
                laptop,
                ".claude/sessions/" + ProcessHandle.current().pid() + ".json",
                "{\"sessionId\":\"" + OPEN + "\"}");

        List<Problem> problems = problems();

        assertThat(problems)
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains(OPEN);
        Path arrived = station.resolve(".claude/projects/" + there + "/" + ID + ".jsonl");
        assertThat(arrived).hasContent(line(ID, station + "/code/app"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(arrived)))
                .isEqualTo("rw-------");
        assertThat(station.resolve(".claude/projects/" + there + "/" + OPEN + ".jsonl"))
                .doesNotExist();
        assertThat(desk.run(ALL).ended().report().counts()).containsEntry("planned", 0L);
    }

    @Test
    void no_secret_of_a_history_leaves_the_machine_and_both_sides_lines_are_joined() throws IOException {
        write(laptop, ".zsh_history", ": 100:0;make\n");
        assertThat(problems()).isEmpty();
        write(laptop, ".zsh_history", ": 100:0;make\n: 200:0;export T=" + TOKEN + "\n");
        write(station, ".zsh_history", ": 100:0;make\n: 150:0;nvidia-smi\n");

        assertThat(problems()).isEmpty();

        assertThat(station.resolve(".zsh_history")).content().doesNotContain(TOKEN);
        assertThat(station.resolve(".zsh_history"))
                .content()
                .startsWith(": 100:0;make\n: 150:0;nvidia-smi\n: 200:0;export T=[REDACTED:");
        assertThat(laptop.resolve(".zsh_history")).hasSameTextualContentAs(station.resolve(".zsh_history"));
        assertThat(desk.run(ALL).ended().report().counts()).containsEntry("planned", 0L);
    }

    /** A machine that others use, too: what is to come from there only takes nothing there. */
    @ParameterizedTest
    @EnumSource(
            value = Direction.class,
            names = {"PUSH", "PULL"})
    void histories_are_joined_where_a_run_may_change_them_alone(Direction way) throws IOException {
        SyncOptions one = new SyncOptions(
                "ws", SyncOptions.What.ALL, new SyncOptions.How(way, Force.NONE, false, 0, Map.of()), false, "", false);
        Path from = way == Direction.PUSH ? laptop : station;
        Path to = way == Direction.PUSH ? station : laptop;
        write(from, ".zsh_history", ": 100:0;make\n");
        write(to, ".zsh_history", ": 150:0;nvidia-smi\n");
        String both = ": 100:0;make\n: 150:0;nvidia-smi\n";
        for (int i = 0; i < 2; i++) {
            assertThat(desk.run(one).ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(from.resolve(".zsh_history")).hasContent(": 100:0;make\n");
            assertThat(to.resolve(".zsh_history")).hasContent(both);
        }
        assertThat(desk.run(one).ended().report().counts()).containsEntry("planned", 0L);

        assertThat(problems()).isEmpty();

        assertThat(from.resolve(".zsh_history")).hasContent(both);
    }

    @ParameterizedTest
    @EnumSource(
            value = Force.class,
            names = {"OURS", "THEIRS", "NEWER"})
    void a_force_takes_nothing_of_a_history_or_of_a_session_that_grew(Force force) throws IOException {
        SyncOptions forced = new SyncOptions(
                "ws",
                SyncOptions.What.ALL,
                new SyncOptions.How(Direction.BOTH, force, false, 0, Map.of()),
                false,
                "",
                false);
        String session = ".claude/projects/" + TreeText.slug(laptop + "/code/app") + "/" + ID + ".jsonl";
        String arrived = ".claude/projects/" + TreeText.slug(station + "/code/app") + "/" + ID + ".jsonl";
        write(laptop, ".zsh_history", ": 100:0;make\n");
        write(laptop, session, line(ID, laptop + "/code/app"));
        write(laptop, "code/app/plain", "1");
        assertThat(problems()).isEmpty();
        write(laptop, ".zsh_history", ": 100:0;make\n: 200:0;ls\n");
        write(station, ".zsh_history", ": 100:0;make\n: 150:0;nvidia-smi\n");
        write(laptop, session, line(ID, laptop + "/code/app").repeat(2));
        write(station, arrived, line(ID, station + "/code/app").repeat(3));
        write(laptop, "code/app/plain", "2");
        write(station, "code/app/plain", "3");
        Files.setLastModifiedTime(laptop.resolve("code/app/plain"), FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(station.resolve("code/app/plain"), FileTime.fromMillis(9_000));

        assertThat(desk.run(forced).ended().exitCode()).isEqualTo(ExitCode.DONE);

        assertThat(laptop.resolve(".zsh_history"))
                .hasContent(": 100:0;make\n: 150:0;nvidia-smi\n: 200:0;ls\n")
                .hasSameTextualContentAs(station.resolve(".zsh_history"));
        assertThat(laptop.resolve(session))
                .hasContent(line(ID, laptop + "/code/app").repeat(3));
        assertThat(laptop.resolve("code/app/plain")).hasSameTextualContentAs(station.resolve("code/app/plain"));
    }

    @Test
    void a_private_key_stays_where_it_is_whatever_it_is_called() throws IOException {
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n-----END OPENSSH PRIVATE KEY-----\n";
        write(laptop, "code/app/notes.txt", key);
        write(station, "code/app/deploy", key);
        write(laptop, "code/app/bundle", "-----BEGIN CERTIFICATE-----\nMIIB\n".repeat(2_000) + key);
        write(laptop, ".bashrc", "cat >k <<END\n" + key + "END\n");
        write(laptop, ".claude/projects/" + TreeText.slug(laptop + "/code/app") + "/memory/deploy.md", key);
        write(station, ".claude/commands/deploy.md", key);
        write(laptop, "code/app/readme.md", "plain");
        GpuSync.Answer plan = desk.run(ALL.dry());
        assertThat(plan.ended().report().problems())
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.what()).contains("private key"));

        List<Problem> problems = problems();

        assertThat(station.resolve("code/app/bundle")).doesNotExist();
        assertThat(problems).hasSize(6).allSatisfy(it -> assertThat(it.what()).contains("private key"));
        assertThat(station.resolve(".bashrc")).doesNotExist();
        assertThat(station.resolve(".claude/projects/" + TreeText.slug(station + "/code/app") + "/memory/deploy.md"))
                .doesNotExist();
        assertThat(laptop.resolve(".claude/commands/deploy.md")).doesNotExist();
        assertThat(station.resolve("code/app/notes.txt")).doesNotExist();
        assertThat(laptop.resolve("code/app/deploy")).doesNotExist();
        assertThat(station.resolve("code/app/readme.md")).hasContent("plain");
    }

    @Test
    void a_private_key_is_known_in_a_string_and_indented_and_what_only_names_one_is_none() throws IOException {
        String body = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZWQyNTUx";
        String begin = "-----BEGIN PRIVATE KEY-----";
        write(laptop, "code/app/account.json", "{\"private_key\": \"" + begin + "\\n" + body + "\\n-----END\"}");
        write(laptop, "code/app/values.yaml", "key: |\n    " + begin + "\n    " + body + "\n");
        write(laptop, "code/app/Key.java", "String key = \"" + begin + "\\n\"\n    + \"" + body + "\";");
        write(
                laptop,
                "code/app/old.txt",
                "see -----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES,8A\n\n" + body + "\n");
        write(laptop, "code/app/Find.java", "if (text.startsWith(\"" + begin + "\")) {\n    return true;\n}\n");
        write(laptop, "code/app/notes.md", "A key begins with `" + begin + "` and is not to be shown to anybody.\n");

        List<Problem> problems = problems();

        assertThat(problems).hasSize(4).allSatisfy(it -> assertThat(it.what()).contains("private key"));
        try (Stream<Path> arrived = Files.list(station.resolve("code/app"))) {
            assertThat(arrived.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("Find.java", "notes.md");
        }
    }

    @Test
    void a_token_in_the_settings_of_a_package_manager_stays_unless_it_is_named() throws IOException {
        String token = "//registry.npmjs.org/:_auth" + "Token=npm_x\n";
        write(laptop, "code/app/.npmrc", token);
        write(station, "code/url/pip.conf", "[global]\nindex-url = https://" + TOKEN + "@host/simple\n");
        write(laptop, "code/app/free/.npmrc", "save-exact=true\n//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n");
        write(station, "code/tool/.npmrc", token);
        write(laptop, "code/dotfiles/.aws/credentials", token);
        assertThat(desk.run(ALL.dry()).ended().report().problems())
                .singleElement()
                .satisfies(it -> assertThat(it.toString()).contains("app/.npmrc", "has a token", "named"));

        assertThat(problems()).hasSize(3);

        assertThat(station.resolve("code/app/.npmrc")).doesNotExist();
        assertThat(laptop.resolve("code/tool/.npmrc")).doesNotExist();
        assertThat(laptop.resolve("code/url/pip.conf")).doesNotExist();
        assertThat(station.resolve("code/dotfiles/.aws/credentials")).doesNotExist();
        assertThat(station.resolve("code/app/free/.npmrc")).exists();

        desk.close();
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("categories.workspace.named", "app/.npmrc,dotfiles/.aws/credentials");
        desk = new JobDesk(directory, laptop, settings);
        assertThat(problems()).hasSize(2);
        assertThat(station.resolve("code/app/.npmrc")).hasContent(token);
        assertThat(station.resolve("code/dotfiles/.aws/credentials")).hasContent(token);
        assertThat(laptop.resolve("code/tool/.npmrc")).doesNotExist();
    }

    @Test
    void a_transcript_that_tells_of_a_key_goes_and_the_passwords_of_git_stay() throws IOException {
        String body = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZWQyNTUx";
        String said = "{\"type\":\"user\",\"cwd\":\"" + laptop + "/code/app\",\"sessionId\":\"" + ID
                + "\",\"text\":\"-----BEGIN PRIVATE KEY-----\\n" + body + "\"}\n";
        write(laptop, ".claude/projects/" + TreeText.slug(laptop + "/code/app") + "/" + ID + ".jsonl", said);
        write(laptop, ".config/git/credentials", "https://me:secret@host\n");
        write(laptop, ".config/git/ignore", "*.o\n");

        assertThat(problems()).isEmpty();

        assertThat(station.resolve(".claude/projects/" + TreeText.slug(station + "/code/app") + "/" + ID + ".jsonl"))
                .exists();
        assertThat(station.resolve(".config/git/ignore")).exists();
        assertThat(station.resolve(".config/git/credentials")).doesNotExist();
    }

    @Test
    void what_an_ignore_file_of_one_side_leaves_out_is_never_taken_for_deleted() throws IOException {
        write(laptop, "code/app/out/x", "made");
        write(laptop, "code/app/src/y", "written");
        assertThat(problems()).isEmpty();
        assertThat(station.resolve("code/app/out/x")).exists();
        write(laptop, "code/app/.gitignore", "out/\n");
        Files.delete(laptop.resolve("code/app/out/x"));

        assertThat(problems()).isEmpty();

        assertThat(station.resolve("code/app/out/x")).exists();
        assertThat(station.resolve("code/app/.gitignore")).exists();
    }

    /** On the side that loses, a link has taken the place of a directory in which another category has something. */
    private Path replacedByALink(boolean ours) throws IOException {
        write(laptop, "code/app/main.py", "1");
        write(laptop, "code/app/same.py", "same");
        write(laptop, "code/app/models/w.bin", "weights");
        assertThat(problems()).isEmpty();
        Path loser = ours ? station : laptop;
        for (String gone : List.of("main.py", "same.py", "models/w.bin", "models", "")) {
            Files.delete(loser.resolve("code/app").resolve(gone));
        }
        Files.createSymbolicLink(loser.resolve("code/app"), Path.of("/nowhere"));
        write(ours ? laptop : station, "code/app/main.py", "2");
        return loser;
    }

    private void theDirectoryIsOnBothSides() {
        for (Path home : List.of(laptop, station)) {
            assertThat(home.resolve("code/app/main.py")).hasContent("2");
            assertThat(home.resolve("code/app/same.py")).hasContent("same");
            assertThat(home.resolve("code/app/models/w.bin")).hasContent("weights");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_another_category_has_in_a_directory_that_a_person_chose_is_brought_and_not_deleted(boolean ours)
            throws IOException {
        replacedByALink(ours);
        assertThat(problems()).isNotEmpty();
        Place place =
                desk.get(GpuSyncRecords.class).conflicts().get(0).conflict().place();
        SyncOptions.How chosen =
                SyncOptions.How.USUAL.choosing(place.root(), place.path(), ours ? Choice.OURS : Choice.THEIRS);
        desk.run(new SyncOptions("ws", SyncOptions.What.ALL.of(place.category()), chosen, false, "", false));

        assertThat(problems()).isEmpty();

        theDirectoryIsOnBothSides();
        assertThat(desk.get(GpuSyncRecords.class).conflicts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_choice_of_what_was_deleted_since_is_left_to_the_next_sync(boolean ours) throws IOException {
        write(laptop, "code/p/f", "both");
        assertThat(problems()).isEmpty();
        write(laptop, "code/p/f", "ours");
        write(station, "code/p/f", "theirs");
        assertThat(problems()).hasSize(1);
        Path chosen = (ours ? laptop : station).resolve("code/p/f");
        Path other = (ours ? station : laptop).resolve("code/p/f");
        Files.delete(chosen);
        SyncOptions.How how = SyncOptions.How.USUAL.choosing(
                "workspace_code", new TreePath("p/f"), ours ? Choice.OURS : Choice.THEIRS);
        SyncOptions options = new SyncOptions("ws", SyncOptions.What.ALL.of("workspace"), how, false, "", true);

        assertThat(desk.run(options).ended().report().problems())
                .singleElement()
                .satisfies(it -> assertThat(it.where() + it.what()).contains("code:p/f", "in conflict no more"));

        assertThat(chosen).doesNotExist();
        assertThat(other).hasContent(ours ? "theirs" : "ours");
        assertThat(problems()).isEmpty();
        assertThat(chosen).hasSameTextualContentAs(other);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_another_category_has_in_a_directory_that_is_forced_is_brought_and_not_deleted(boolean ours)
            throws IOException {
        replacedByALink(ours);
        SyncOptions.How forced =
                new SyncOptions.How(ALL.how().direction(), ours ? Force.OURS : Force.THEIRS, false, 0, Map.of());
        desk.run(new SyncOptions("ws", SyncOptions.What.ALL, forced, false, "", false));
        assertThat((ours ? laptop : station).resolve("code/app/models/w.bin")).hasContent("weights");

        assertThat(problems()).isEmpty();

        theDirectoryIsOnBothSides();
    }

    @Test
    void what_another_category_had_before_both_sides_made_a_link_of_its_directory_is_forgotten_with_the_link()
            throws IOException {
        Path link = replacedByALink(true).resolve("code/app");
        for (String gone : List.of("main.py", "same.py", "models/w.bin", "models", "")) {
            Files.delete(laptop.resolve("code/app").resolve(gone));
        }
        Files.createSymbolicLink(laptop.resolve("code/app"), Path.of("/nowhere"));
        assertThat(problems()).isEmpty();
        Files.delete(laptop.resolve("code/app"));
        write(laptop, "code/app/main.py", "2");
        write(laptop, "code/app/same.py", "same");
        write(laptop, "code/app/models/w.bin", "weights");
        desk.run(ALL);
        assertThat(link).isDirectory();

        assertThat(problems()).isEmpty();

        theDirectoryIsOnBothSides();
    }

    @Test
    void what_was_in_a_directory_that_no_rollback_can_turn_into_a_link_again_is_brought_and_not_deleted()
            throws IOException {
        replacedByALink(true);
        SyncOptions.How forced = new SyncOptions.How(ALL.how().direction(), Force.OURS, false, 0, Map.of());
        desk.run(new SyncOptions("ws", SyncOptions.What.ALL.of("workspace"), forced, false, "", false));
        String snapshot = desk.snapshots().lastSync().orElseThrow();
        assertThat(problems()).isEmpty();
        assertThat(station.resolve("code/app/models/w.bin")).exists();
        assertThat(desk.rollback(snapshot).ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(station.resolve("code/app/same.py")).doesNotExist();

        assertThat(problems()).isEmpty();

        theDirectoryIsOnBothSides();
    }

    private List<Problem> problems() {
        GpuSync.Answer answer = desk.run(ALL);
        List<Problem> problems = answer.ended().report().problems();
        assertThat(answer.ended().exitCode())
                .as("%s", answer.ended().failure())
                .isEqualTo(problems.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT);
        return problems;
    }

    private static String line(String id, String workingDirectory) {
        return "{\"type\":\"user\",\"cwd\":\"" + workingDirectory + "\",\"sessionId\":\"" + id + "\"}\n";
    }

    private static void write(Path home, String path, String content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }
}
