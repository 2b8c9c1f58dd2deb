package cc.chitty.sync.jobs.trigger;

import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** With which exit code each command ended last, as the script {@code scheduled} logs it. */
public final class LoggedCodes {

    private static final Pattern LOGGED = Pattern.compile("\\S+ (\\S+).*: exit code (\\d{1,3})");

    private final Map<String, Integer> codes = new HashMap<>();

    private LoggedCodes() {}

    /**
     * Reads the logs in a directory; there need not be any.
     *
     * @throws cc.chitty.sync.kernel.run.Failure RETRYABLE if one cannot be read
     */
    public static LoggedCodes read(Path logs) {
        LoggedCodes all = new LoggedCodes();
        for (String name : List.of("cron.log.1", "cron.log")) {
            Path log = logs.resolve(name);
            if (Files.isRegularFile(log)) {
                try {
                    all.add(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw StorageFailure.of("read", log, e);
                }
            }
        }
        return all;
    }

    private void add(String log) {
        for (String line : log.split("\n", -1)) {
            Matcher logged = LOGGED.matcher(line);
            if (logged.matches()) {
                codes.put(logged.group(1), Integer.valueOf(logged.group(2)));
            }
        }
    }

    /** Null where nothing tells. */
    public @Nullable Integer last(String command) {
        return codes.get(command);
    }
}
