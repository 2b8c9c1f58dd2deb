package cc.chitty.sync.drivesync.rclone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Understands standard error, one line at a time: JSON objects, and the plain text with which rclone ends when it fails
 * early. A line that is cut off or is no JSON at all is text like any other. Memory is bounded, whatever is printed.
 */
final class RcloneLog {

    private static final int ERRORS_KEPT = 50;
    private static final int LONGEST = 2_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LogListener listener;
    private final Deque<String> errors = new ArrayDeque<>();
    private final Deque<String> last = new ArrayDeque<>();

    RcloneLog(LogListener listener) {
        this.listener = listener;
    }

    /** Takes one line without its end. Returns whether it tells that something was done since the last one. */
    synchronized boolean line(String line) {
        if (line.isBlank()) {
            return false;
        }
        JsonNode object = parsed(line);
        return object == null ? text(line) : event(object);
    }

    private static @Nullable JsonNode parsed(String line) {
        if (line.charAt(0) != '{') {
            return null;
        }
        try {
            JsonNode node = JSON.readTree(line);
            return node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null; // a torn line: whoever wrote it is gone, or it is longer than lines are read
        }
    }

    private boolean text(String line) {
        if (line.toUpperCase(Locale.ROOT).contains(" ERROR ") || line.contains(" Failed to ")) {
            keep(errors, line);
        } else {
            keep(last, line);
        }
        return true;
    }

    private boolean event(JsonNode object) {
        JsonNode stats = object.path("stats");
        if (stats.isObject()) {
            return listener.progress(TransferStats.of(stats));
        }
        String level = object.path("level").asString("");
        String name = object.path("object").asString("");
        String message = object.path("msg").asString("").strip();
        if (isError(level)) {
            keep(errors, name.isEmpty() ? message : name + ": " + message);
        }
        listener.said(new LogEvent(level, name, message));
        return true;
    }

    private static boolean isError(String level) {
        return switch (level) {
            case "error", "critical", "alert", "emergency", "fatal", "panic" -> true;
            default -> false;
        };
    }

    /** The first half stays, the second half is the newest. */
    private static void keep(Deque<String> kept, String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        if (kept.size() >= ERRORS_KEPT) {
            List<String> all = new ArrayList<>(kept);
            all.remove(ERRORS_KEPT / 2);
            kept.clear();
            kept.addAll(all);
        }
        kept.addLast(cut);
    }

    /** What went wrong; where nothing said so, whatever was said in plain text. */
    synchronized List<String> errors() {
        return List.copyOf(errors.isEmpty() ? last : errors);
    }
}
