package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer with the usual userland of Linux. */
class ShellEndpointTest extends SshContract {

    @TempDir
    static Path place;

    private static TestPeer peer;

    @BeforeAll
    static void connects() {
        peer = new TestPeer(place);
    }

    @AfterAll
    static void ends() {
        peer.close();
    }

    @Override
    protected TestPeer peer() {
        return peer;
    }

    @Test
    void facts_are_asked_of_the_peer() {
        assertThat(endpoint().facts().name()).isEqualTo("peer");
        assertThat(endpoint().facts().system()).isEqualTo("Linux");
        assertThat(endpoint().facts().home())
                .isEqualTo(peer.server().remoteHome().toString());
        assertThat(endpoint().facts().has("find.printf")).isTrue();
        assertThat(endpoint().facts().ahead().abs().toMillis()).isLessThan(2000);
        assertThat(endpoint().facts().sensitivity().caseMatters()).isTrue();
        assertThat(SshServer.isInstalled()).isTrue();
    }

    /** Of the same size and time, so that those do not show that nothing was replaced. */
    @Test
    void what_cannot_be_kept_is_not_replaced_and_that_is_told() {
        ground().file(at("f"), "old", 0640, T2);
        ground().file(kept(), "a file in its way", 0644, T1);
        Outcome outcome = bring("f", entry("f"), "new");
        assertThat(outcome.result()).as("%s", outcome).isEqualTo(Outcome.Result.FAILED);
        assertThat(outcome.trouble()).isNotBlank();
        assertThat(ground().text(at("f"))).isEqualTo("old");
    }

    /** As a dead mount, which takes root to make: the system says something else of it than that nothing is there. */
    @Test
    void a_root_that_cannot_be_looked_at_is_unreadable_and_not_absent() throws IOException {
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        Scope scope = new Scope(directory.resolve("loop/root").toString(), List.of(), Set.of());
        assertThat(endpoint()
                        .scan(List.of(scope), new Interruption())
                        .get(0)
                        .entries()
                        .values())
                .extracting(Entry::kind)
                .containsExactly(EntryKind.UNREADABLE);
    }

    /** One was made aside and could not be put, as in a directory that cannot be written, or its run was killed. */
    @Test
    void a_link_that_was_left_aside_leads_no_other_link_of_its_name_elsewhere() {
        ground().directory(ground().place() + "/outside", 0755);
        ground().directory(ground().place() + "/inside", 0755);
        ground().directory(at("b"), 0755);
        ground().directory(staging() + "/.chittysync-link", 0700);
        ground().link(staging() + "/.chittysync-link/current", ground().place() + "/outside");

        assertThat(publish(change("b/current", null, link("../../inside"))))
                .allMatch(it -> it.result() == Outcome.Result.DONE);

        assertThat(ground().target(at("b/current"))).isEqualTo("../../inside");
        assertThat(directory.resolve("outside")).isEmptyDirectory();
    }
}
