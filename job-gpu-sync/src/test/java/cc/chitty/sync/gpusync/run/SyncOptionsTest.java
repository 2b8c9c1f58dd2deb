package cc.chitty.sync.gpusync.run;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncOptionsTest {

    @Test
    void its_text_says_everything() {
        SyncOptions all = SyncOptions.all("ws");
        SyncOptions odd = new SyncOptions(
                "ws",
                new SyncOptions.What(List.of("config", "git"), true, true, List.of("a b", "c=d\te", ""), "night"),
                new SyncOptions.How(
                        Direction.PUSH,
                        Force.NEWER,
                        true,
                        42,
                        Map.of("workspace.code\ta b/c", SyncOptions.Choice.BOTH, "x\ty", SyncOptions.Choice.OURS)),
                true,
                "abc",
                true);
        assertThat(SyncOptions.parse(all.text())).isEqualTo(all);
        assertThat(SyncOptions.parse(odd.text())).isEqualTo(odd);
        assertThat(odd.how().choices("workspace.code"))
                .isEqualTo(Map.of(new TreePath("a b/c"), SyncOptions.Choice.BOTH));
        assertThat(odd.text()).doesNotContain("\n", "\t");
    }

    @Test
    void theirs_is_called_after_the_peer_beside_ours() {
        assertThat(Beside.name("notes.md", "ws", 1)).isEqualTo("notes.ws.md");
        assertThat(Beside.name("Makefile", "ws", 1)).isEqualTo("Makefile.ws");
        assertThat(Beside.name(".bashrc", "ws", 1)).isEqualTo(".bashrc.ws");
        assertThat(Beside.name("notes.md", "ws", 2)).isEqualTo("notes.ws.2.md");
        assertThat(Beside.name("Makefile", "ws", 3)).isEqualTo("Makefile.ws.3");
    }
}
