package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.state.StateDirectory;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The server as a process of its own, asked by the SDK's client. */
class McpCommandTest {

    private static final String SESSION = "6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1a01";

    @TempDir
    private Path directory;

    private Path project = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        project = Files.createDirectories(directory.resolve("code/uploader"));
    }

    private McpSyncClient client(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put(StateDirectory.VARIABLE, directory.resolve("state").toString());
        environment.put(Surrounding.VARIABLE, directory.resolve("home").toString());
        environment.put("CLAUDE_PROJECT_DIR", project.toString());
        ServerParameters server = ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Jobs.class.getName(),
                        "mcp")
                .env(environment)
                .build();
        McpSyncClient client = McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60))
                .build();
        client.initialize();
        return client;
    }

    private static String call(McpSyncClient client, boolean error, String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        String text = ((TextContent) result.content().get(0)).text();
        assertThat(result.isError()).as(text).isEqualTo(error);
        return text;
    }

    private String view() {
        return Programs.text(directory.resolve("state/todos.json"));
    }

    @Test
    void an_agent_adds_starts_completes_and_reopens_todos_of_its_project() {
        McpSyncClient client = client(Map.of("CLAUDE_CODE_SESSION_ID", SESSION));
        try {
            assertThat(client.listTools().tools().stream().map(Tool::name))
                    .containsExactlyInAnyOrder("list_todos", "add_todo", "start_todo", "complete_todo", "reopen_todo");
            assertThat(call(client, false, "list_todos", Map.of())).startsWith("0 todos (open) of project uploader");
            String added = call(client, false, "add_todo", Map.of("content", "Größe prüfen", "priority", "high"));
            assertThat(added).startsWith("- [pending] ").endsWith(" Größe prüfen\n");
            assertThat(view()).contains("\"project\":\"uploader\"", "\"agent\":\"claude-code\"", SESSION);
            assertThat(directory.resolve("state/owner.properties")).doesNotExist();

            String id = added.split(" ", -1)[2];
            assertThat(call(client, false, "start_todo", Map.of("todo", "Größe prüfen")))
                    .startsWith("- [in_progress]");
            assertThat(call(client, false, "complete_todo", Map.of("todo", id))).startsWith("- [completed]");
            assertThat(call(client, true, "start_todo", Map.of("todo", id))).startsWith("it stays completed");
            assertThat(call(client, false, "reopen_todo", Map.of("todo", id))).startsWith("- [pending]");
            assertThat(view()).contains("{\"content\":\"Größe prüfen\",\"status\":\"pending\",\"priority\":\"high\"");
            assertThat(call(client, true, "complete_todo", Map.of("todo", "Unknown")))
                    .contains("list_todos shows all");
        } finally {
            client.closeGracefully();
        }
    }

    @Test
    void a_long_list_is_cut_off_and_an_unknown_agent_has_a_session_of_its_own() throws IOException {
        Path todos = Files.createDirectories(directory.resolve("home/.claude/todos"));
        Path slug = Files.createDirectories(directory.resolve("home/.claude/projects/-code-uploader"));
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < 1_000; i++) {
            list.append(i == 0 ? "" : ",")
                    .append("{\"content\":\"Look at the part of number ")
                    .append(i);
            list.append(" and at all that hangs on it\",\"status\":\"pending\"}");
        }
        Files.writeString(todos.resolve(SESSION + ".json"), list.append(']'));
        Files.writeString(
                slug.resolve(SESSION + ".jsonl"),
                "{\"type\":\"user\",\"uuid\":\"u-1\",\"parentUuid\":null,\"cwd\":\"" + project + "\",\"sessionId\":\""
                        + SESSION
                        + "\",\"timestamp\":\"2025-11-18T08:02:11.120Z\",\"message\":{\"role\":\"user\",\"content\":\"x\"}}\n");
        McpSyncClient client = client(Map.of());
        try {
            call(client, false, "add_todo", Map.of("content", "One more"));
            assertThat(view()).contains("\"agent\":\"mcp\"", "\"id\":\"mcp-");
            String text = call(client, false, "list_todos", Map.of());
            assertThat(text).startsWith("1001 todos (open)").contains(" more; `text` narrows the list");
            assertThat(text.length()).isLessThan(21_000);
            assertThat(call(client, false, "list_todos", Map.of("text", "number 77 "))
                            .lines())
                    .hasSize(2);
        } finally {
            client.closeGracefully();
        }
    }

    /** Beside what goes well: a state directory that cannot be used, and words that are no protocol. */
    @Test
    void standard_output_carries_the_protocol_alone() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        for (Path state : List.of(directory.resolve("state"), file)) {
            List<String> said = exchange(
                    state,
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                            + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"add_todo\","
                            + "\"arguments\":{\"content\":\"Write it\"}}}",
                    "no protocol",
                    "{}",
                    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}");
            JsonMapper json = JsonMapper.builder().build();
            assertThat(said)
                    .allSatisfy(line -> assertThat(
                                    json.readTree(line).path("jsonrpc").asString(""))
                            .isEqualTo("2.0"));
        }
        assertThat(view()).contains("Write it");
    }

    /** Sends one line after the other; those without an id need no answer. Returns what came back until the end. */
    private List<String> exchange(Path state, String... lines) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Jobs.class.getName(),
                "mcp");
        builder.redirectError(directory.resolve("mcp.err").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put(StateDirectory.VARIABLE, state.toString());
        builder.environment()
                .put(Surrounding.VARIABLE, directory.resolve("home").toString());
        Process server = builder.start();
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(server::destroyForcibly);
        List<String> said = new ArrayList<>();
        try (BufferedReader in = server.inputReader(StandardCharsets.UTF_8)) {
            try (Writer out = server.outputWriter(StandardCharsets.UTF_8)) {
                for (String line : lines) {
                    out.write(line + "\n");
                    out.flush();
                    String answer = line.contains("\"id\"") ? in.readLine() : null;
                    if (answer != null) {
                        said.add(answer);
                    }
                }
            } catch (IOException e) {
                assertThat(said).as("a server that cannot begin ends").isEmpty();
            }
            in.lines().forEach(said::add);
        }
        assertThat(Programs.exitCode(server)).isIn(0, 1, 2);
        return said;
    }
}
