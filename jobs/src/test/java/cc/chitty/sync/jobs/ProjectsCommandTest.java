package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProjectsCommandTest extends DeskTest {

    @Test
    void projects_are_summed_up_the_busiest_first() throws IOException {
        assertThat(desk.done("projects").out()).isEqualTo("No projects yet.\n");
        desk.list(1, 0, "pending Write", "pending Read", "completed Think");
        desk.list(2, 0, "completed Move chittyschema", "completed Write");
        desk.done("consolidate");
        assertThat(desk.done("projects").out()).isEqualTo("""
                        PROJECT       OPEN  DONE  TODOS  SESSIONS
                        general          1     2      3         2
                        chittyschema     0     1      1         1

                        2 projects, 1 open of 4 todos.
                        """);
        assertThat(desk.done("projects", "--open").out()).doesNotContain("chittyschema");
        JsonNode project =
                desk.done("projects", "--json").json().get("projects").get(0);
        assertThat(project.get("project").asString()).isEqualTo("general");
        assertThat(project.get("sessions").asInt()).isEqualTo(2);
        assertThat(project.get("open").asInt()).isEqualTo(1);
    }
}
