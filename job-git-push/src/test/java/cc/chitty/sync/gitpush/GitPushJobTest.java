package cc.chitty.sync.gitpush;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.consolidate.ConsolidatePlace;
import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.launch.LaunchConfiguration;
import cc.chitty.sync.kernel.launch.RunOwner;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.repository.RepositoryConfiguration;
import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The job as Batch runs it, over an H2 file and a repository on disk; also with a failure at every border of two steps. */
class GitPushJobTest {

    private static final String DEVICE = "d-0123456789ab";
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @Configuration(proxyBeanMethods = false)
    @Import({
        RepositoryConfiguration.class,
        LaunchConfiguration.class,
        ConsolidateJobConfiguration.class,
        GitPushJobConfiguration.class
    })
    static class Application {}

    /** Fails where a step begins. */
    private static final class Failing extends CurrentSync {
        private int failing;
        private int calls;

        void at(int call) {
            calls = 0;
            failing = call;
        }

        @Override
        Sync sync() {
            if (++calls == failing) {
                throw new IllegalStateException("planned");
            }
            return super.sync();
        }
    }

    @TempDir
    Path directory;

    private final Failing current = new Failing();
    private TestRemote remote;
    private StateDirectory state;
    private RepositoryGuard database;
    private ConfigurableApplicationContext context;

    @BeforeEach
    void begin() throws IOException {
        remote = new TestRemote(directory.resolve("remote.git"));
        state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
        RepositorySettings settings = RepositorySettings.of(state.root(), Map.of(), new Properties());
        database = RepositoryGuard.open(settings, clock());
        Map<String, Object> properties = new LinkedHashMap<>(settings.properties());
        properties.put("spring.main.lazy-initialization", true);
        properties.put("logging.level.root", "off");
        properties.put("chittysync.git-push.remote", remote.directory.toString());
        SpringApplication application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties);
        application.addInitializers(it -> beans((GenericApplicationContext) it));
        context = application.run();
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private void beans(GenericApplicationContext beans) {
        RunOwner owner = new RunOwner("host", ProcessHandle.current().pid(), NOW, "settings", DEVICE, "1.0");
        beans.registerBean(Clock.class, GitPushJobTest::clock);
        beans.registerBean(StateDirectory.class, () -> state);
        beans.registerBean(RunOwner.class, () -> owner);
        beans.registerBean(
                ConsolidatePlace.class,
                () -> new ConsolidatePlace(state, DEVICE, new Surroundings(directory, Map.of()), clock()));
        beans.registerBean("failing", CurrentSync.class, () -> current, bean -> bean.setPrimary(true));
    }

    @AfterEach
    void end() {
        context.close();
        database.close();
        remote.close();
    }

    private GitPush.Answer run(GitPushOptions options) {
        return context.getBean(GitPush.class)
                .run(new GitPush.Asked(options, false, Trigger.PERSON, new Interruption(), Progress.NONE));
    }

    private GitPush.RolledBack rollback(long run) {
        return context.getBean(GitPush.class)
                .rollback(
                        Long.toString(run),
                        new GitPush.Asked(
                                GitPushOptions.USUAL, true, Trigger.PERSON, new Interruption(), Progress.NONE));
    }

    private void list(String content, Status status, Instant at) throws IOException {
        say(content, Claim.listed(content, status, at, Claim.Details.NONE));
    }

    private void say(String content, Claim claim) throws IOException {
        TodoKey key = new TodoKey(TestDevice.PROJECT, content);
        new Spool(state.spool()).add(List.of(new SpooledClaim(key, "codex", "s", claim, null)));
    }

    @Test
    void it_pushes_and_a_second_run_has_nothing_to_do() throws IOException {
        list("a", Status.PENDING, NOW);
        GitPush.Answer first = run(GitPushOptions.USUAL);
        assertThat(first.ended().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(first.ended().report().counts()).containsEntry("pushed", 1L);
        ObjectId tip = remote.tip();
        assertThat(run(GitPushOptions.USUAL).ended().report().counts()).doesNotContainKey("pushed");
        assertThat(remote.tip()).isEqualTo(tip);
    }

    @Test
    void a_run_that_fails_at_any_border_is_resumed_to_the_same_end() throws IOException {
        for (int step = 1; step <= 7; step++) {
            list("todo " + step, Status.PENDING, NOW.plusSeconds(step));
            current.at(step);
            assertThat(run(GitPushOptions.USUAL).ended().exitCode())
                    .as("step %d", step)
                    .isEqualTo(ExitCode.FAILED);
            current.at(0);
            GitPush.Answer second = run(GitPushOptions.USUAL);
            assertThat(second.ended().resumed()).isTrue();
            assertThat(second.ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(remote.files())
                    .containsEntry(Layout.TODOS, Files.readString(state.todosView()))
                    .containsEntry(
                            Layout.journal(DEVICE),
                            Files.readString(state.devices().resolve(DEVICE + ".jsonl")));
        }
        assertThat(Files.readString(state.todosView())).contains("todo 1", "todo 7");
    }

    @Test
    void a_dry_run_shows_the_commit_and_writes_nothing() throws IOException {
        list("a", Status.PENDING, NOW);
        GitPush.Answer answer = run(new GitPushOptions(false, true, false));
        assertThat(answer.diff()).contains("+++ b/todos.json").contains("+{\"content\":\"a\"");
        assertThat(remote.tip()).isNull();
        assertThat(state.todosView()).doesNotExist();
        assertThat(state.root().resolve("repo")).doesNotExist();
    }

    @Test
    void pulling_only_commits_nothing_and_not_pushing_leaves_the_remote() throws IOException {
        list("a", Status.PENDING, NOW);
        assertThat(run(new GitPushOptions(true, false, false)).ended().exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(run(new GitPushOptions(false, false, true)).ended().report().counts())
                .containsEntry("commits", 1L);
        assertThat(remote.tip()).isNull();
    }

    @Test
    void the_state_before_a_run_can_be_shown_and_comes_back_as_a_new_commit() throws IOException {
        list("a", Status.PENDING, NOW);
        run(GitPushOptions.USUAL);
        list("a", Status.COMPLETED, NOW.plusSeconds(1));
        list("b", Status.PENDING, NOW.plusSeconds(1));
        long second = run(GitPushOptions.USUAL).ended().run();
        FileHistory history = context.getBean(FileHistory.class);
        assertThat(history.of(Layout.TODOS)).hasSize(2);
        assertThat(history.of(Layout.TODOS).get(0).run()).isEqualTo(Long.toString(second));
        ObjectId tip = remote.tip();
        GitPush.RolledBack done = rollback(second);
        assertThat(done.todos())
                .extracting(GitPush.PutBack::content, GitPush.PutBack::from, GitPush.PutBack::to)
                .containsExactly(tuple("a", Status.COMPLETED, Status.PENDING), tuple("b", Status.PENDING, null));
        assertThat(done.answer().ended().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(remote.files().get(Layout.TODOS))
                .contains("\"content\":\"a\",\"status\":\"pending\"")
                .doesNotContain("\"content\":\"b\"");
        assertThat(remote.files().get(Layout.journal(DEVICE))).contains("\"content\":\"b\"");
        assertThat(remote.tip()).isNotEqualTo(tip);
        assertThat(history.check()).isEmpty();
    }

    @Test
    void a_rollback_takes_back_what_was_shared_since_and_nothing_that_never_was() throws IOException {
        list("a", Status.PENDING, NOW);
        run(GitPushOptions.USUAL);
        list("b", Status.PENDING, NOW.plusSeconds(1));
        long second = run(GitPushOptions.USUAL).ended().run();
        list("a", Status.COMPLETED, NOW.plusSeconds(2));
        list("b", Status.IN_PROGRESS, NOW.plusSeconds(2));
        list("c", Status.PENDING, NOW.plusSeconds(2));
        GitPush.RolledBack done = rollback(second);
        assertThat(done.todos())
                .extracting(GitPush.PutBack::content, GitPush.PutBack::from, GitPush.PutBack::to)
                .containsExactly(tuple("b", Status.IN_PROGRESS, null));
        assertThat(done.unshared()).isEqualTo(1);
        assertThat(done.problems()).isEmpty();
        assertThat(remote.files().get(Layout.TODOS))
                .contains("\"content\":\"a\",\"status\":\"completed\"", "\"content\":\"c\"")
                .doesNotContain("\"content\":\"b\"");
        GitPush.RolledBack again = rollback(requireNonNull(done.undo()));
        assertThat(again.todos())
                .extracting(GitPush.PutBack::content, GitPush.PutBack::from, GitPush.PutBack::to)
                .containsExactly(tuple("b", null, Status.IN_PROGRESS));
        assertThat(remote.files().get(Layout.TODOS))
                .contains(
                        "\"content\":\"a\",\"status\":\"completed\"",
                        "\"content\":\"b\",\"status\":\"in_progress\"",
                        "\"content\":\"c\"");
    }

    @Test
    void what_a_run_brought_in_goes_also_where_it_was_taken_out_since_and_has_come_back() throws IOException {
        list("a", Status.PENDING, NOW);
        run(GitPushOptions.USUAL);
        list("e", Status.PENDING, NOW.plusSeconds(1));
        long second = run(GitPushOptions.USUAL).ended().run();
        say("e", Claim.gone(Claim.Kind.DELETED, "e", NOW.plusSeconds(2)));
        run(GitPushOptions.USUAL);
        assertThat(remote.files().get(Layout.TODOS)).doesNotContain("\"content\":\"e\"");
        say("e", new Claim(Claim.Kind.ANEW, "e", NOW.plusSeconds(3), Status.IN_PROGRESS, Claim.Details.NONE));
        list("new", Status.PENDING, NOW.plusSeconds(3));
        GitPush.RolledBack done = rollback(second);
        assertThat(done.todos())
                .extracting(GitPush.PutBack::content, GitPush.PutBack::from, GitPush.PutBack::to)
                .containsExactly(tuple("e", Status.IN_PROGRESS, null));
        assertThat(done.unshared()).isEqualTo(1);
        assertThat(done.problems()).isEmpty();
        assertThat(remote.files().get(Layout.TODOS))
                .contains("\"content\":\"a\"", "\"content\":\"new\"")
                .doesNotContain("\"content\":\"e\"");
        rollback(requireNonNull(done.undo()));
        assertThat(remote.files().get(Layout.TODOS)).contains("\"content\":\"e\",\"status\":\"in_progress\"");
    }

    @Test
    void the_first_run_is_not_rolled_back_and_where_sharing_fails_nothing_is_put_back() throws IOException {
        list("a", Status.PENDING, NOW);
        long first = run(GitPushOptions.USUAL).ended().run();
        ObjectId tip = remote.tip();
        assertThatThrownBy(() -> rollback(first))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("before it nothing was shared")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.REFUSED);
        assertThat(remote.tip()).isEqualTo(tip);
        list("b", Status.PENDING, NOW.plusSeconds(1));
        long second = run(GitPushOptions.USUAL).ended().run();
        Path away = Files.move(remote.directory, directory.resolve("away.git"));
        assertThatThrownBy(() -> rollback(second))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has to be shared first")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.RETRYABLE);
        assertThat(Files.readString(state.todosView())).contains("\"content\":\"b\"");
        Files.move(away, remote.directory);
        assertThat(rollback(second).todos()).hasSize(1);
    }

    @Test
    void what_a_run_had_committed_offline_is_not_taken_for_what_the_next_one_brought_in() throws IOException {
        list("a", Status.PENDING, NOW);
        run(GitPushOptions.USUAL);
        list("offline", Status.PENDING, NOW.plusSeconds(1));
        run(new GitPushOptions(false, false, true));
        remote.edit(NOW.plusSeconds(2), files -> {
            files.compute(
                    Layout.TODOS,
                    (path, view) -> "[{\"content\":\"by hand\",\"project\":\"general\"},"
                            + String.valueOf(view).substring(1));
            return files;
        });
        list("later", Status.PENDING, NOW.plusSeconds(3));
        long joined = run(GitPushOptions.USUAL).ended().run();
        assertThat(remote.git.parseCommit(remote.tip()).getParents()).hasSize(2);
        GitPush.RolledBack done = rollback(joined);
        assertThat(done.todos()).extracting(GitPush.PutBack::content).containsExactly("later");
        assertThat(remote.files().get(Layout.TODOS))
                .contains("\"content\":\"offline\"", "\"content\":\"by hand\"", "\"content\":\"a\"")
                .doesNotContain("\"content\":\"later\"");
    }

    @Test
    void a_hook_of_a_repository_on_this_machine_refuses_a_push_and_is_quoted() throws IOException {
        assumeTrue(Programs.works("git", "--version"), "git is not installed");
        Path hook = remote.directory.resolve("hooks/pre-receive");
        Files.createDirectories(remote.directory.resolve("hooks"));
        Files.writeString(hook, "#!/bin/sh\necho 'not on a Monday' >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        list("a", Status.PENDING, NOW);
        GitPush.Answer refused = run(GitPushOptions.USUAL);
        assertThat(refused.ended().exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.ended().failure()).hasMessageContaining("not on a Monday");
        assertThat(remote.tip()).isNull();
        Files.delete(hook);
        assertThat(run(GitPushOptions.USUAL).ended().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(remote.files()).containsKey(Layout.TODOS);
    }

    @Test
    void init_takes_an_empty_remote_and_one_of_ours_and_refuses_anything_else() throws IOException {
        GitPushSetup setup = context.getBean(GitPushSetup.class);
        String url = remote.directory.toString();
        assertThat(setup.init(url, "main").joined()).isFalse();
        list("a", Status.PENDING, NOW);
        run(GitPushOptions.USUAL);
        assertThat(setup.init(url, "main").joined()).isTrue();
        assertThat(Files.readString(state.root().resolve("settings.properties")))
                .isEqualTo("chittysync.git-push.remote=" + url + "\nchittysync.git-push.branch=main\n");
        remote.move(remote.commit(NOW, List.of(), Map.of("src/Main.java", "class Main {}")));
        assertThatThrownBy(() -> setup.init(url, "main"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("something else")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.REFUSED);
    }
}
