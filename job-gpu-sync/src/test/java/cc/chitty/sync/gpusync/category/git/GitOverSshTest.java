package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.peer.ssh.SshPeers;
import cc.chitty.sync.gpusync.peer.ssh.SshSettings;
import cc.chitty.sync.kernel.fixture.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of a peer behind a real OpenSSH server. */
class GitOverSshTest {

    private static final int COMMITS = 60;
    private static final int FILES = 40;

    @TempDir
    Path directory;

    @Test
    void a_repository_goes_there_and_comes_back_changed() throws Exception {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        Path place = Files.createDirectories(directory.resolve("ssh"));
        try (SshServer server = new SshServer(place);
                TwoMachines machines = new TwoMachines(
                        directory.resolve("machines"),
                        station -> SshPeers.connect(settings(server), Clock.systemUTC()))) {
            TestRepository ours = TestRepository.make(machines.ours("it's an app"));
            history(ours);

            long began = System.nanoTime();
            List<RepositoryReport> first = machines.run();
            long ended = System.nanoTime();

            TestRepository theirs = new TestRepository(machines.theirs("it's an app"));
            System.out.printf(
                    "a repository of %d commits, %d objects, over ssh: %d ms%n",
                    COMMITS,
                    first.get(0).objects(),
                    Duration.ofNanos(ended - began).toMillis());
            assertThat(first.get(0).troubles()).isEmpty();
            assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
            assertThat(theirs.status()).isEmpty();
            theirs.named().git("checkout", "-q", "-b", "there");
            theirs.commit("new", "from there");

            assertThat(machines.run().get(0).troubles()).isEmpty();

            assertThat(ours.value("there")).isEqualTo(theirs.value("there"));
            assertThat(machines.plan().repositories().get(0).changes()).isFalse();
        }
    }

    @Test
    void what_only_git_knows_keeps_a_repository_there_and_a_half_made_one_goes() throws Exception {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        Path place = Files.createDirectories(directory.resolve("ssh"));
        try (SshServer server = new SshServer(place);
                TwoMachines machines = new TwoMachines(
                        directory.resolve("machines"),
                        station -> SshPeers.connect(settings(server), Clock.systemUTC()))) {
            TestRepository.make(machines.ours("it's an app")).commit("a", "1");
            TestRepository.make(machines.ours("plain")).commit("a", "1");
            TestRepository broken = TestRepository.make(machines.ours("broken"));
            broken.commit("a", "1");
            broken.loseObjects();
            List<RepositoryReport> reports = machines.run();
            assertThat(reports).filteredOn(it -> !it.troubles().isEmpty()).hasSize(1);
            assertThat(machines.theirs("").toFile().list()).containsExactlyInAnyOrder("it's an app", "plain");
            TestRepository made = new TestRepository(machines.theirs("it's an app")).named();
            String mine = made.commit("a", "mine");

            assertThat(machines.rollback())
                    .singleElement()
                    .satisfies(it -> assertThat(it.where()).contains("on the peer", "it's an app"))
                    .satisfies(it -> assertThat(it.what()).contains("stays"));

            assertThat(made.value("main")).isEqualTo(mine);
            assertThat(made.read("a")).isEqualTo("mine");
            assertThat(machines.theirs("plain")).doesNotExist();
        }
    }

    private static void history(TestRepository repository) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < FILES; i++) {
            repository.write("src/part" + i + ".txt", text(random));
        }
        for (int i = 0; i < COMMITS; i++) {
            repository.commit("src/part" + random.nextInt(FILES) + ".txt", text(random));
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(Integer.toString(random.nextInt(1 << 30), 36)).append('\n');
        }
        return text.toString();
    }

    private static SshSettings settings(SshServer server) {
        return new SshSettings(
                "peer", server.home(), server.configuration(), "", Duration.ofSeconds(20), Duration.ofSeconds(60));
    }
}
