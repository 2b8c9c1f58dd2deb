package cc.chitty.sync.consolidate.view;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.journal.SightingLine;
import cc.chitty.sync.consolidate.todo.Fold;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.TodoView;
import cc.chitty.sync.kernel.run.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossGuardTest {

    private static final LawSettings LAW = new LawSettings(LawSettings.Reopen.NEWER_SESSION);
    private static final String DEVICE = "d-0123456789ab";

    @TempDir
    Path directory;

    @BeforeEach
    void journal() throws IOException {
        Files.writeString(directory.resolve(DEVICE + ".jsonl"), line("A") + line("B"));
    }

    @Test
    void every_todo_of_the_journal_is_shown_or_has_a_reason() throws IOException {
        try (LossGuard guard = new LossGuard(directory, DEVICE, LAW)) {
            assertThatCode(() -> guard.check("p", Set.of("A"), Set.of("A"), Set.of("B")))
                    .doesNotThrowAnyException();
        }
        try (LossGuard guard = new LossGuard(directory, DEVICE, LAW)) {
            assertThatThrownBy(() -> guard.check("p", Set.of("A"), Set.of("A"), Set.of()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("\"B\"");
        }
    }

    @Test
    void what_the_merge_put_into_the_view_is_there() throws IOException {
        try (LossGuard guard = new LossGuard(directory, DEVICE, LAW)) {
            assertThatThrownBy(() -> guard.check("p", Set.of("A", "B"), Set.of("C"), Set.of()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("\"C\"");
        }
    }

    @Test
    void lines_spliced_in_can_be_read_back_and_none_was_lost_on_the_way() throws IOException {
        Path view = directory.resolve("todos.json");
        Files.write(view, joined("A", "B", "C"));
        TodosSplice.Range range = new TodosSplice.Range(0, Files.size(view), List.of(put("B")));
        try (LossGuard guard = new LossGuard(directory, DEVICE, LAW)) {
            assertThatCode(() -> guard.check("p", view, range, block(3), Set.of("B")))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> guard.check("p", view, range, block(4), Set.of("B")))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("should have 4 todos but would have 3");
            TodosSplice.Range other = new TodosSplice.Range(0, Files.size(view), List.of(put("D")));
            assertThatThrownBy(() -> guard.check("p", view, other, block(3), Set.of("D")))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("\"D\"");
        }
    }

    @Test
    void a_line_that_was_taken_out_is_put_in_again_if_the_todo_is_to_be_seen() throws IOException {
        Path view = directory.resolve("todos.json");
        Files.write(view, joined("A", "B"));
        TodosSplice.Range range = new TodosSplice.Range(0, Files.size(view), List.of());
        ProjectBlock block = block(3);
        byte[] gone = TodoLine.write(todo("C"));
        block.forget(BriefTodo.read(gone, 0, gone.length));
        try (LossGuard guard = new LossGuard(directory, DEVICE, LAW)) {
            assertThatCode(() -> guard.check("p", view, range, block, Set.of())).doesNotThrowAnyException();
            assertThatThrownBy(() -> guard.check("p", view, range, block, Set.of("C")))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("\"C\"");
        }
    }

    private static ProjectBlock block(int open) {
        String head = "{\"project_name\":\"p\",\"sessions\":[\"s\"],\"session_count\":1,\"todo_count\":" + open
                + ",\"active_todos\":" + open + ",\"completed_todos\":0,\"todos\":[";
        return ProjectBlock.of("p", head.getBytes(StandardCharsets.UTF_8));
    }

    private static SpliceStep.Put put(String content) {
        TodoView view = todo(content);
        return new SpliceStep.Put(new ViewKey("p", view.firstSeen(), content), TodoLine.write(view));
    }

    private static byte[] joined(String... contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String content : contents) {
            if (bytes.size() > 0) {
                bytes.writeBytes(JoinedWriter.SEPARATOR);
            }
            bytes.writeBytes(TodoLine.write(todo(content)));
        }
        return bytes.toByteArray();
    }

    private static TodoView todo(String content) {
        byte[] line = line(content).getBytes(StandardCharsets.UTF_8);
        return Fold.of(List.of(SightingLine.read(line, 0, line.length, DEVICE)), LAW);
    }

    private static String line(String content) {
        return "{\"project\":\"p\",\"content\":\"" + content + "\",\"agent\":\"claude-code\",\"session\":\"s\","
                + "\"status\":\"pending\",\"at\":\"2026-01-01T00:00:00Z\",\"presence\":\"listed\"}\n";
    }
}
