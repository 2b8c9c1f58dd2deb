package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.todo.CodePoints;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which directory on this device belongs to which project, for the hook at the start of an agent's session: a shell script,
 * which reads no JSON. One directory a line, a tab, and the project's name as {@code todos.json} writes it.
 */
final class SessionDirectories {

    private final JdbcTemplate jdbc;
    private final StateDirectory state;

    SessionDirectories(JdbcTemplate jdbc, StateDirectory state) {
        this.jdbc = jdbc;
        this.state = state;
    }

    void publish() throws IOException {
        Map<String, String> projects = new TreeMap<>(CodePoints.ORDER);
        // the better known project of a directory comes later, and among equals the one that was worked on last
        jdbc.query(
                "select directory, project from agent_session where directory is not null and project is not null"
                        + " group by directory, project order by max(project_source), max(active)",
                row -> {
                    projects.put(row.getString("directory"), row.getString("project"));
                });
        StringBuilder lines = new StringBuilder();
        projects.forEach((directory, project) -> {
            if (directory.chars().noneMatch(c -> c == '\t' || c == '\n')) {
                lines.append(directory).append('\t').append(escaped(project)).append('\n');
            }
        });
        replace(state.hooks().resolve("directories"), lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        PrivateDirectory.create(Objects.requireNonNull(file.getParent()));
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            DurableFile.replace(file, bytes);
        }
    }

    private static String escaped(String project) {
        String object = new String(JsonLine.begin().text("p", project).end(), StandardCharsets.UTF_8);
        return object.substring("{\"p\":\"".length(), object.lastIndexOf('"'));
    }
}
