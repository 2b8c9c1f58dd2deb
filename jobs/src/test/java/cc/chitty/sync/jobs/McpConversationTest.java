package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is said to the server and what it answers, to the byte; and that it ends. */
class McpConversationTest {

    private static final String TOKEN = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private List<String> published() {
        return Programs.text(directory.resolve("state/todos.json"))
                .lines()
                .filter(line -> line.contains("\"content\""))
                .toList();
    }

    private static String add(McpProcess server, String content) throws IOException {
        return server.call(false, "add_todo", McpProcess.argument("content", content));
    }

    private static String id(String answer) {
        return answer.split(" ", -1)[2];
    }

    @Test
    void what_looks_like_a_secret_is_taken_out_and_the_agent_told_of_it_once_it_is_published() throws IOException {
        Path state = Files.createDirectories(directory.resolve("state"));
        Files.writeString(state.resolve("secret-rules.txt"), "our-number = nr-([0-9]{6})\n");
        try (McpProcess server = McpProcess.ready(directory)) {
            String added = add(server, "rotate " + TOKEN);
            assertThat(added)
                    .startsWith("- [pending] ")
                    .contains(" rotate ", "without what looked like a secret")
                    .doesNotContain(TOKEN);
            assertThat(add(server, "rotate " + TOKEN)).isEqualTo(added);
            assertThat(add(server, "rotate\n\n" + TOKEN)).startsWith("- [pending] " + id(added));
            assertThat(published()).hasSize(1).noneMatch(line -> line.contains(TOKEN));
            assertThat(server.call(false, "complete_todo", McpProcess.argument("todo", "rotate " + TOKEN)))
                    .startsWith("- [completed] " + id(added));
            assertThat(server.call(true, "start_todo", McpProcess.argument("todo", "revoke " + TOKEN)))
                    .contains("there is no todo 'revoke ")
                    .doesNotContain(TOKEN);

            assertThat(add(server, "Call nr-123456")).contains("without what looked like a secret");
            assertThat(server.call(
                            false,
                            "add_todo",
                            McpProcess.argument("content", "Say it")
                                    .put("activeForm", "--json " + TOKEN)
                                    .put("priority", "-q")))
                    .contains(" Say it\n", "without what looked like a secret");
            assertThat(published())
                    .anyMatch(line -> line.contains("\"priority\":\"-q\""))
                    .hasSize(3)
                    .noneMatch(line -> line.contains(TOKEN) || line.contains("123456"));
            assertThat(server.end()).isZero();
        }
    }

    @Test
    void a_text_that_is_changed_on_its_way_is_the_todo_it_becomes() throws IOException {
        List<String> texts = List.of(
                "  \t Write\n the\r\n\u0001test \u00a0",
                "Half \ud83d of a pair and \u0000 nothing",
                "Gro\u0308\u00dfe pru\u0308fen",
                "--content=\"x\" '$HOME' ${sys:user.home} \\ %n @file",
                "@/etc/hostname",
                "\"quoted\"",
                "Zero\u200bwidth \u202eand turned",
                "long ".repeat(100_000));
        try (McpProcess server = McpProcess.ready(directory)) {
            List<String> ids = new ArrayList<>();
            for (String text : texts) {
                String added = add(server, text);
                assertThat(add(server, text)).isEqualTo(added);
                assertThat(server.call(false, "start_todo", McpProcess.argument("todo", text)))
                        .startsWith("- [in_progress] " + id(added));
                assertThat(added.length()).isLessThan(1_200);
                ids.add(id(added));
                assertThat(published()).hasSize(ids.size());
            }
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(server.call(false, "list_todos", McpProcess.argument("status", "in_progress"))
                            .lines())
                    .hasSize(1 + texts.size());
            for (String nothing : List.of("", " \n", "\u00a0\u2003", "\u0001\u0085")) {
                assertThat(server.call(true, "add_todo", McpProcess.argument("content", nothing)))
                        .isEqualTo("'content' is missing or empty");
            }
            assertThat(published()).hasSize(texts.size());
            assertThat(server.end()).isZero();
        }
    }

    @Test
    void a_list_that_is_damaged_is_not_shown_as_one_without_todos() throws IOException {
        try (McpProcess server = McpProcess.ready(directory)) {
            add(server, "Read");
            Path view = directory.resolve("state/todos.json");
            Files.writeString(view, "[");
            assertThat(server.call(true, "list_todos", McpProcess.argument("status", "open")))
                    .contains("todos.json is not what was published", "`chittysync consolidate` makes it anew");
            assertThat(server.end()).isZero();
        }
    }

    @Test
    void a_line_that_is_too_long_is_passed_over_without_being_held_and_the_next_is_served() throws IOException {
        try (McpProcess server = McpProcess.ready(directory, "-Xmx64m")) {
            byte[] part = "x".repeat(MIB).getBytes(StandardCharsets.UTF_8);
            server.send("{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                server.send(part);
            }
            server.send("\"}");
            assertThat(server.ask("ping", "").path("result").isObject()).isTrue();
            server.send("no protocol " + TOKEN);
            server.send("{\"id\":7.5,\"method\":\"ping\"}");
            server.send("[]\n\nnull");
            assertThat(server.ask("ping", "").path("result").isObject()).isTrue();
            assertThat(server.said())
                    .contains("it has more than 16777216 bytes", "no JSON object", "its id is neither")
                    .doesNotContain("xxx", TOKEN, "Exception");
            assertThat(server.end()).isZero();
        }
    }

    @Test
    void a_line_that_is_just_not_too_long_is_answered_and_the_end_may_be_missing_from_the_last() throws IOException {
        try (McpProcess server = McpProcess.ready(directory)) {
            String params = "{\"x\":\"" + "x".repeat(15 * MIB) + "\"}";
            assertThat(server.ask("ping", params).path("result").isObject()).isTrue();
            server.send("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
            server.closeInput();
            assertThat(server.answer().path("id").asInt()).isEqualTo(8);
            assertThat(server.end()).isZero();
        }
    }

    @Test
    void what_is_no_request_is_told_in_plain_words() throws IOException {
        try (McpProcess server = McpProcess.ready(directory)) {
            refused(server, "tools/call", "", -32602, "'params' is missing");
            refused(server, "tools/call", "[]", -32602, "'params' is not an object");
            refused(server, "tools/call", "\"x\"", -32602, "'params' is not an object");
            refused(server, "tools/call", "{}", -32602, "'name' is missing or is not a text");
            refused(server, "tools/call", "{\"name\":5}", -32602, "'name' is missing or is not a text");
            refused(server, "tools/call", "{\"name\":\"x\"}", -32602, "there is no tool of this name");
            String wrong = "{\"name\":\"add_todo\",\"arguments\":[1]}";
            refused(server, "tools/call", wrong, -32602, "'arguments' is not an object");
            String odd = "{\"name\":\"add_todo\",\"_meta\":[1]}";
            refused(server, "tools/call", odd, -32602, "'params' is not as the protocol has it");
            refused(server, "tools/list", "[1]", -32602, "'params' is not an object");
            refused(server, "initialize", "", -32602, "'params' is missing");
            refused(server, "initialize", "{\"capabilities\":[]}", -32602, "not as the protocol has it");
            refused(server, "", "", -32600, "'method' is missing");
            refused(server, "nosuch", "", -32601, "nosuch");
            assertThat(server.ask("tools/call", "{\"name\":\"list_todos\"}").toString())
                    .contains("0 todos (open) of project uploader");
            String unfit = server.ask("tools/call", "{\"name\":\"add_todo\",\"arguments\":{\"content\":5}}")
                    .toString();
            assertThat(unfit).contains("\"isError\":true", "content").doesNotContainIgnoringCase("java", "exception");
            assertThat(directory.resolve("state/todos.json")).doesNotExist();
            assertThat(server.end()).isZero();
        }
    }

    private static void refused(McpProcess server, String method, String params, int code, String message)
            throws IOException {
        JsonNode answer = server.ask(method, params);
        assertThat(answer.path("error").path("code").asInt(0))
                .as(answer.toString())
                .isEqualTo(code);
        assertThat(answer.path("error").path("message").asString("")).contains(message);
        assertThat(answer.toString()).doesNotContainIgnoringCase("java", "jackson", "exception", "invoke", "mcpschema");
    }

    @Test
    void what_was_asked_before_the_input_ends_is_answered() throws IOException {
        try (McpProcess server = McpProcess.ready(directory)) {
            for (int i = 0; i < 3; i++) {
                server.request("tools/call", addition("Todo " + i), 100 + i);
            }
            server.closeInput();
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                JsonNode answer = server.answer();
                assertThat(answer.path("result").path("isError").asBoolean(true))
                        .isFalse();
                ids.add(answer.path("id").asInt());
            }
            assertThat(ids).containsExactlyInAnyOrder(100, 101, 102);
            assertThat(published()).hasSize(3);
            assertThat(server.end()).isZero();
        }
        try (McpProcess server = new McpProcess(directory)) {
            server.request("tools/list", "", 1);
            assertThat(server.end()).as("without having been introduced").isZero();
        }
    }

    @Test
    void a_signal_ends_it_as_interrupted_whether_or_not_all_is_answered() throws IOException {
        for (String signal : List.of("TERM", "INT", "HUP")) {
            if (Programs.isIgnored(signal)) {
                continue; // it would be by the server, too
            }
            try (McpProcess server = McpProcess.ready(directory)) {
                assertThat(server.ask("ping", "").path("result").isObject()).isTrue();
                if (!signal.equals("HUP")) {
                    server.request("tools/call", addition("Todo by " + signal), 100);
                }
                assertThat(server.end(signal)).as(signal).isEqualTo(130);
                assertThat(server.said()).doesNotContain("Exception");
            }
        }
    }

    @Test
    void nothing_is_asked_of_the_agent_whatever_it_tells() throws IOException {
        try (McpProcess server = McpProcess.ready(directory)) {
            for (String told : List.of("roots/list_changed", "cancelled", "progress", "nosuch")) {
                server.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/" + told + "\"}");
                assertThat(server.ask("ping", "").path("result").isObject())
                        .as(told)
                        .isTrue();
            }
            assertThat(server.end()).isZero();
            assertThat(server.said()).isEmpty();
        }
    }

    private static String addition(String content) {
        return "{\"name\":\"add_todo\",\"arguments\":{\"content\":\"" + content + "\"}}";
    }

    @Test
    void two_that_write_at_once_lose_and_double_nothing_and_are_answered_truthfully() throws IOException {
        try (McpProcess one = McpProcess.ready(directory);
                McpProcess other = McpProcess.ready(directory)) {
            CompletableFuture<List<String>> ones = CompletableFuture.supplyAsync(() -> twenty(one, "one"));
            CompletableFuture<List<String>> others = CompletableFuture.supplyAsync(() -> twenty(other, "other"));
            List<String> answers = new ArrayList<>(ones.join());
            answers.addAll(others.join());
            List<String> expected = new ArrayList<>();
            for (String name : List.of("one", "other")) {
                IntStream.range(0, 15).forEach(i -> expected.add(name + " " + i));
            }
            IntStream.range(0, 5).forEach(i -> expected.add("both " + i));
            assertThat(published())
                    .hasSize(35)
                    .allSatisfy(line -> assertThat(expected).anyMatch(it -> line.contains("\"" + it + "\"")));
            assertThat(answers.stream().map(McpConversationTest::id).distinct()).hasSize(35);
            assertThat(one.end()).isZero();
            assertThat(other.end()).isZero();
        }
    }

    /** Fifteen of its own and five that the other one adds too. */
    private static List<String> twenty(McpProcess server, String name) {
        List<String> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                String content = i < 15 ? name + " " + i : "both " + (i - 15);
                String answer = add(server, content);
                assertThat(answer).startsWith("- [pending] ").endsWith(" " + content + "\n");
                answers.add(answer);
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
        return answers;
    }
}
