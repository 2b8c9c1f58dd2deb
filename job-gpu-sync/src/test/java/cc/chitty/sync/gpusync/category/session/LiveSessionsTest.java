package cc.chitty.sync.gpusync.category.session;

import static cc.chitty.sync.gpusync.category.session.SessionHome.ONE;
import static cc.chitty.sync.gpusync.category.session.SessionHome.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.Patterns;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Interruption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSessionsTest {

    @TempDir
    Path directory;

    @Test
    void a_session_is_open_while_its_process_runs() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        SessionHome home = new SessionHome(directory)
                .write(
                        ".claude/sessions/" + ProcessHandle.current().pid() + ".json",
                        "{\"pid\":1,\"sessionId\":\"" + ONE + "\",\"cwd\":\"/home/kim/app\"}")
                .write(".claude/sessions/" + ended.pid() + ".json", "{\"sessionId\":\"" + TWO + "\"}")
                .write(".claude/sessions/99.json", "{\"sess");
        LiveSessions live = LiveSessions.of(home.endpoint(), new Interruption());
        assertThat(live.ids()).containsExactly(ONE);
        assertThat(live.said()).singleElement().asString().contains(ONE);
    }

    @Test
    void where_no_session_is_open_nothing_is_left_alone() {
        LiveSessions live = LiveSessions.of(new SessionHome(directory).endpoint(), new Interruption());
        assertThat(live.ids()).isEmpty();
        assertThat(live.patterns().isEmpty()).isTrue();
    }

    @Test
    void all_that_belongs_to_an_open_session_is_left_alone() {
        LiveSessions live = new LiveSessions(new java.util.TreeSet<>(List.of(ONE)));
        Patterns patterns = live.and(LiveSessions.NONE).patterns();
        for (String path : List.of(
                ".claude/projects/-home-kim-app/" + ONE + ".jsonl",
                ".claude/projects/{1}-app/" + ONE + "/subagents/agent-1.jsonl",
                ".claude/todos/" + ONE + "-agent-" + ONE + ".json",
                ".claude/tasks/" + ONE + "/1.json",
                ".claude/tasks/session-11111111/1.json")) {
            assertThat(patterns.contain(new TreePath(path), false)).as(path).isTrue();
        }
        assertThat(patterns.contain(new TreePath(".claude/projects/-home-kim-app/" + TWO + ".jsonl"), false))
                .isFalse();
    }
}
