package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.JsonLinesContract;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

final class CodexRolloutsContractTest extends JsonLinesContract {

    private static final String SESSION = "019d0000-0000-7000-8000-000000000001";
    private static final String AT = "2026-07-06T02:25:00.000Z";

    @Override
    protected SessionSource source() {
        return new CodexRollouts();
    }

    @Override
    protected String session() {
        return SESSION;
    }

    @Override
    protected String variable() {
        return "CODEX_HOME";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home.resolve(".codex");
    }

    @Override
    protected String damagedLine() {
        return "{\"timestamp\":\"" + AT + "\",\"type\":\"response_item\",\"payload\":{\"name\":\"update_plan\",\"argu";
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, "06", list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path day = Files.createDirectories(
                agentDirectory.resolve("sessions").resolve("2026").resolve(name));
        Path rollout = day.resolve("rollout-2026-07-06T02-25-00-" + SESSION + ".jsonl");
        if (!Files.exists(rollout) || Files.size(rollout) == 0) {
            append(rollout, "session_meta", Map.of("id", SESSION, "timestamp", AT, "cwd", "/home/kim/app"));
        }
        String call = "call_" + Files.size(rollout);
        List<Map<String, String>> plan = list.stream()
                .map(said -> Map.of("step", said.text(), "status", said.status().word()))
                .toList();
        append(
                rollout,
                "response_item",
                Map.of(
                        "type",
                        "function_call",
                        "name",
                        "update_plan",
                        "call_id",
                        call,
                        "arguments",
                        StrictJson.write(Map.of("plan", plan))));
        append(
                rollout,
                "response_item",
                Map.of("type", "function_call_output", "call_id", call, "output", "Plan updated"));
        return rollout;
    }

    private static void append(Path rollout, String type, Map<String, Object> payload) throws IOException {
        String line = StrictJson.write(Map.of("timestamp", AT, "type", type, "payload", payload));
        Files.writeString(rollout, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
