package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.todo.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class TodoWordsTest {

    @ParameterizedTest
    @CsvSource({
        "pending,PENDING,",
        "todo,PENDING,",
        "open,PENDING,",
        "not_started,PENDING,",
        "not started,PENDING,",
        "in_progress,IN_PROGRESS,",
        "in-progress,IN_PROGRESS,",
        "completed,COMPLETED,",
        "Done,COMPLETED,",
        "closed,COMPLETED,",
        "cancelled,COMPLETED,cancelled",
        "canceled,COMPLETED,cancelled",
        "blocked,PENDING,blocked",
        "TODO_STATUS_IN_PROGRESS,IN_PROGRESS,",
        "TODO_STATUS_CANCELLED,COMPLETED,cancelled",
        "some day,PENDING,status: some day"
    })
    void every_word_has_a_meaning(String word, Status status, @Nullable String note) {
        assertThat(TodoWords.meaning(word)).isEqualTo(new TodoWords.Meaning(status, note, false));
    }

    @Test
    void deleted_is_deleted() {
        assertThat(TodoWords.meaning("deleted").deleted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'content':'Add'}]",
                "{'todos':[{'content':'Add','status':'pending'}]}",
                "{'explanation':'x','plan':[{'step':'Add','status':'pending'}]}",
                "{'todos':[{'description':'Add'}]}",
                "{'tasks':[{'task_description':'Add','completed':false}],'description':'other'}",
                "{'items':[{'title':'Add','description':'longer'}]}",
                "{'tasks':[{'description':'longer','subject':'Add','status':null}]}",
                "['Add']"
            })
    void every_shape_of_a_list_is_read(String list) throws Malformed {
        TodoWords.TodoList read = TodoWords.list(json(list));
        assertThat(read.wrong()).isEmpty();
        assertThat(read.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo("Add");
            assertThat(entry.status()).isEqualTo(Status.PENDING);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'todos':'[]'}", "{'todos':null}", "{'list':[]}", "42", "null", "'text'"})
    void what_is_no_list_is_malformed(String list) {
        assertThatThrownBy(() -> TodoWords.list(json(list))).isInstanceOf(Malformed.class);
    }

    @Test
    void a_boolean_tells_completion_where_there_is_no_status() throws Malformed {
        assertThat(TodoWords.entry(json("{'task_description':'Add','completed':true}"))
                        .status())
                .isEqualTo(Status.COMPLETED);
    }

    @Test
    void a_status_that_is_no_string_is_kept_as_a_note() throws Malformed {
        assertThat(TodoWords.entry(json("{'content':'Add','status':3}"))
                        .details()
                        .note())
                .isEqualTo("status: 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TodoWrite", "todo_write", "write_todos", "update-plan", "UpdateTodos"})
    void tools_that_write_a_list_are_known_in_any_spelling(String tool) {
        assertThat(TodoWords.writesList(tool)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TodoRead", "Write", "TaskCreate", ""})
    void other_tools_write_no_list(String tool) {
        assertThat(TodoWords.writesList(tool)).isFalse();
    }

    @Test
    void what_cannot_be_stored_is_replaced_and_pairs_are_kept() {
        assertThat(TodoWords.clean("a\u0000b\uD83Dc\uDE00 \uD83D\uDE00\uD83D"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFD \uD83D\uDE00\uFFFD");
    }

    private static JsonNode json(String text) throws Malformed {
        return StrictJson.parse(text.replace('\'', '"'));
    }
}
