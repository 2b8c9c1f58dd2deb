package cc.chitty.sync.jobs.notify;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a notification on the desktop; where there is none, that is logged. */
final class Desktop {

    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);
    private static final String TITLE = "ChittySync";

    private final Duration limit;
    private final boolean mac;

    Desktop(Duration limit) {
        this.limit = limit;
        this.mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }

    void show(String text) {
        try {
            Process process = new ProcessBuilder(command(text))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.warn("no notification can be shown: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The text is an argument of its own, never a part of a script. */
    private List<String> command(String text) {
        return mac
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
