package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.JsonLinesContract;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class ClaudeTranscriptsContractTest extends JsonLinesContract {

    private static final String SESSION = "9b1c0000-1111-4222-8333-444455556666";

    @Override
    protected SessionSource source() {
        return new ClaudeTranscripts();
    }

    @Override
    protected String session() {
        return SESSION;
    }

    @Override
    protected String variable() {
        return "CLAUDE_CONFIG_DIR";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home.resolve(".claude");
    }

    @Override
    protected String damagedLine() {
        return "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"name\":\"TodoWrite\",\"inp";
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, "-home-kim-app", list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path file = agentDirectory.resolve("projects").resolve(name).resolve(SESSION + ".jsonl");
        Transcript transcript = new Transcript(file, SESSION);
        transcript.user("add retry");
        transcript.todoWrite(list);
        transcript.user("thanks");
        return file;
    }
}
