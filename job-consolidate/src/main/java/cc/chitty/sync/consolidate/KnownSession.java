package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.project.Project;
import cc.chitty.sync.consolidate.source.SessionFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one agent session over all its files.
 *
 * @param id of its row; 0 until it has one
 * @param project null where only its todos' contents can tell
 */
record KnownSession(
        long id,
        String agent,
        String session,
        SessionFacts facts,
        @Nullable Project project) {

    KnownSession with(SessionFacts more) {
        SessionFacts both = new SessionFacts(
                facts.directory() == null ? more.directory() : facts.directory(),
                more.remote() == null ? facts.remote() : more.remote(),
                more.branch() == null ? facts.branch() : more.branch(),
                earlier(facts.began(), more.began()),
                later(facts.active(), more.active()));
        return new KnownSession(id, agent, session, both, project);
    }

    KnownSession in(@Nullable Project better) {
        return new KnownSession(id, agent, session, facts, better);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }
}
