package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The server as a process of its own, spoken to byte by byte. */
final class McpProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final Path err;
    private final OutputStream in;
    private final BufferedReader out;
    private int asked;

    /**
     * It starts.
     *
     * @param directory holds {@code state}, {@code home} and the project it works in, {@code code/uploader}
     */
    McpProcess(Path directory, String... jvm) throws IOException {
        err = directory.resolve("mcp-" + System.nanoTime() + ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Jobs.class.getName(), "mcp"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment()
                .put(StateDirectory.VARIABLE, directory.resolve("state").toString());
        builder.environment()
                .put(Surrounding.VARIABLE, directory.resolve("home").toString());
        builder.environment()
                .put("CLAUDE_PROJECT_DIR", directory.resolve("code/uploader").toString());
        process = builder.start();
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        in = process.getOutputStream();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** One that has been introduced. */
    static McpProcess ready(Path directory, String... jvm) throws IOException {
        McpProcess server = new McpProcess(directory, jvm);
        server.introduce();
        return server;
    }

    void introduce() throws IOException {
        JsonNode answer = ask(
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}");
        assertThat(answer.path("result").path("serverInfo").path("name").asString(""))
                .isEqualTo("chittysync");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    void send(String line) throws IOException {
        send(line.getBytes(StandardCharsets.UTF_8));
        send("\n".getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    void send(byte[] bytes) throws IOException {
        in.write(bytes);
    }

    /** A request with these params, as JSON; empty for none. Returns its answer, which is the next line. */
    JsonNode ask(String method, String params) throws IOException {
        return ask(method, params, ++asked);
    }

    private JsonNode ask(String method, String params, int id) throws IOException {
        request(method, params, id);
        JsonNode answer = answer();
        assertThat(answer.path("id").asInt(-1)).as(answer.toString()).isEqualTo(id);
        return answer;
    }

    void request(String method, String params, int id) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\""
                + (params.isEmpty() ? "" : ",\"params\":" + params) + "}");
    }

    JsonNode answer() throws IOException {
        String line = out.readLine();
        assertThat(line).as("an answer; standard error: %s", said()).isNotNull();
        return JSON.readTree(line);
    }

    /** The text that a tool answers. */
    String call(boolean error, String tool, ObjectNode arguments) throws IOException {
        ObjectNode params = JSON.createObjectNode().put("name", tool);
        params.set("arguments", arguments);
        JsonNode result = ask("tools/call", params.toString()).path("result");
        String text = result.path("content").path(0).path("text").asString("");
        assertThat(result.path("isError").asBoolean(true)).as(result.toString()).isEqualTo(error);
        return text;
    }

    static ObjectNode argument(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    /** What it has written on standard error. */
    String said() {
        return Programs.text(err);
    }

    void closeInput() throws IOException {
        in.close();
    }

    /** Closes its input. Returns how it ends. */
    int end() throws IOException {
        in.close();
        assertThat(out.readLine()).as("words after the last answer").isNull();
        return Programs.exitCode(process);
    }

    /** Sends it a signal. Returns how it ends. */
    int end(String signal) {
        assertThat(Programs.works("kill", "-" + signal, String.valueOf(process.pid())))
                .isTrue();
        return Programs.exitCode(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
