package cc.chitty.sync.jobs.notify;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a notification on the desktop and does not wait for it; where there is none, that is logged. */
final class Desktop {

    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);
    private static final String TITLE = "ChittySync";

    private final Duration limit;
    private final String system;

    /**
     * A desktop.
     *
     * @param system the operating system's name, as Java has it
     */
    Desktop(Duration limit, String system) {
        this.limit = limit;
        this.system = system.toLowerCase(Locale.ROOT);
    }

    void show(String text) {
        try {
            Process process = new ProcessBuilder(command(text))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            // its output is thrown away, so only its end is of interest
            var unused = process.onExit()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((ended, late) -> {
                        if (late != null) {
                            process.destroyForcibly();
                        }
                    });
        } catch (IOException e) {
            LOG.warn("no notification can be shown: {}", e.toString());
        }
    }

    /** The text is an argument of its own, never a part of a script. */
    List<String> command(String text) {
        return system.contains("mac")
                ? List.of(
                        "osascript",
                        "-e",
                        "on run argv",
                        "-e",
                        "display notification (item 1 of argv) with title \"" + TITLE + "\"",
                        "-e",
                        "end run",
                        text)
                : List.of("notify-send", "--", TITLE, text);
    }
}
