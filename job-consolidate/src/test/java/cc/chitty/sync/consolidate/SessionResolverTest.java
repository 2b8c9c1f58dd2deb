package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.project.Project;
import cc.chitty.sync.consolidate.project.ProjectRules;
import cc.chitty.sync.consolidate.project.ProjectSettings;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionResolverTest extends FreshConsolidation {

    private static final String AGENT = "claude-code";
    private static final String REMOTE = "git@github.com:kim/app.git";

    @Test
    void a_better_known_project_takes_over_and_a_worse_one_never_does() {
        assertThat(project(resolve(reading("s", null, null)), "s")).isNull();
        SessionResolver.Resolved directory = resolve(reading("s", "/work/app", null));
        assertThat(project(directory, "s")).isEqualTo("app");
        assertThat(directory.moved()).hasSize(1);
        SessionResolver.Resolved remote = resolve(reading("s", null, REMOTE));
        assertThat(project(remote, "s")).isEqualTo("github.com/kim/app");
        assertThat(remote.moved()).hasSize(1);
        SessionResolver.Resolved again = resolve(reading("s", "/work/other", null));
        assertThat(project(again, "s")).isEqualTo("github.com/kim/app");
        assertThat(again.moved()).isEmpty();
        assertThat(again.changed()).isEmpty();
    }

    @Test
    void a_remote_without_a_dot_in_its_host_stays_known() {
        resolve(reading("s", null, "git@host:kim/app.git"));
        assertThat(project(resolve(reading("s", null, null)), "s")).isEqualTo("host/kim/app");
    }

    @Test
    void a_sub_agent_inherits_in_the_same_chunk_and_from_an_earlier_one() {
        SessionResolver.Resolved together = resolve(reading("s#1", null, null), reading("s", "/work/app", null));
        assertThat(project(together, "s#1")).isEqualTo("app");
        assertThat(project(resolve(reading("s#2", null, null)), "s#2")).isEqualTo("app");
    }

    @Test
    void a_sub_agent_that_came_first_moves_with_its_session_and_others_do_not() {
        resolve(reading("s#1", null, null), reading("t#1", null, null), reading("s#2", "/work/sub", null));
        SessionResolver.Resolved told = resolve(reading("s", "/work/app", null));
        assertThat(told.moved()).extracting(KnownSession::session).containsExactly("s#1");
        assertThat(told.changed()).extracting(KnownSession::session).containsExactlyInAnyOrder("s", "s#1");
        assertThat(project(resolve(reading("s#2", null, null)), "s#2")).isEqualTo("sub");
        assertThat(project(resolve(reading("t#1", null, null)), "t#1")).isNull();
    }

    @Test
    void no_secret_of_a_remote_is_kept() {
        resolve(reading("s", null, "https://kim:sec@ret@github.com/kim/app?token=x"));
        Map<String, KnownSession> known = new AgentSessions(job.jdbc()).find(AGENT, List.of("s"));
        assertThat(known.values())
                .singleElement()
                .satisfies(session -> assertThat(session.facts().remote()).isEqualTo("github.com/kim/app"));
    }

    private static SessionReading reading(String session, @Nullable String place, @Nullable String remote) {
        return new SessionReading(session, new SessionFacts(place, remote, null, null, null), List.of(), List.of());
    }

    private static SessionResolver.Resolved resolve(SessionReading... readings) {
        AgentSessions table = new AgentSessions(job.jdbc());
        SessionResolver.Resolved resolved = new SessionResolver(table, new ProjectRules(ProjectSettings.defaults()))
                .resolve(AGENT, List.of(readings));
        table.write(resolved.changed());
        return resolved;
    }

    private static @Nullable String project(SessionResolver.Resolved resolved, String session) {
        KnownSession known = resolved.sessions().get(session);
        Project project = known == null ? null : known.project();
        return project == null ? null : project.name();
    }
}
