package cc.chitty.sync.jobs.bench;

import cc.chitty.sync.jobs.bench.SessionWords.Todo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Lines of a transcript as Claude Code writes them, a second apart. */
final class TranscriptText {

    private static final String WORDS =
            "the tool printed this, and then \\\"that\\\"; all of it was kept.\\n".repeat(300);

    private final StringBuilder text = new StringBuilder();
    private final String common;
    private Instant time;
    private int calls;

    TranscriptText(String session, Path directory, Instant began) {
        this.common = "\"isSidechain\":false,\"userType\":\"external\",\"cwd\":\"" + directory + "\",\"sessionId\":\""
                + session + "\",\"version\":\"2.0.14\",\"gitBranch\":\"main\",\"timestamp\":\"";
        this.time = began;
    }

    void user(String words) {
        line("user", "{\"role\":\"user\",\"content\":\"" + words + "\"}", "");
    }

    void assistant(String words) {
        line("assistant", "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"" + words + "\"}]}", "");
    }

    void todoWrite(List<Todo> todos) {
        String id = "toolu_" + ++calls;
        String list = SessionWords.array(todos);
        line(
                "assistant",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"" + id
                        + "\",\"name\":\"TodoWrite\",\"input\":{\"todos\":" + list + "}}]}",
                "");
        line("user", result(id, "Todos updated"), ",\"toolUseResult\":{\"oldTodos\":[],\"newTodos\":" + list + "}");
    }

    /** The result of another tool, of so many characters. */
    void result(int length) {
        line("user", result("toolu_" + ++calls, words(length)), "");
    }

    private static String words(int length) {
        return WORDS.substring(0, Math.min(length, WORDS.length())).replaceAll("\\\\$", "");
    }

    private static String result(String call, String words) {
        return "{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"" + call
                + "\",\"type\":\"tool_result\",\"content\":\"" + words + "\"}]}";
    }

    private void line(String type, String message, String more) {
        time = time.plusSeconds(1);
        text.append("{\"type\":\"").append(type).append("\",").append(common).append(time);
        text.append("\",\"message\":").append(message).append(more).append("}\n");
    }

    int length() {
        return text.length();
    }

    String take() {
        return text.toString();
    }
}
