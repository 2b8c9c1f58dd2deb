package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of each log. */
final class LogEnds implements StatusCommand.Part {

    private static final List<String> LOGS = List.of("jobs.log", "cron.log", "hooks.log");

    private record End(Path file, List<String> lines) {}

    private final List<End> ends = new ArrayList<>();

    LogEnds(Path directory, int count) {
        for (String name : LOGS) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                ends.add(new End(file, last(file, count)));
            }
        }
    }

    /** What is not UTF-8 in it is no reason to show nothing. */
    private static List<String> last(Path file, int count) {
        Deque<String> lines = new ArrayDeque<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (lines.size() == count) {
                    lines.removeFirst();
                }
                lines.addLast(line);
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    @Override
    public List<String> lines(Printing printing) {
        List<String> all = new ArrayList<>();
        for (End end : ends) {
            all.add(printing.style().bold(end.file.toString()));
            end.lines.forEach(line -> all.add("  " + Plain.of(line)));
        }
        return all.isEmpty() ? List.of("There is no log yet.") : all;
    }

    @Override
    public void write(Json json) {
        json.list("logs", ends, end -> json.text("file", end.file.toString()).texts("lines", end.lines));
    }
}
