package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.project.Project;
import cc.chitty.sync.consolidate.project.ProjectRules;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins what the files of one chunk say of their agent sessions with what is known, and finds each one's project. */
final class SessionResolver {

    private final AgentSessions table;
    private final ProjectRules rules;

    SessionResolver(AgentSessions table, ProjectRules rules) {
        this.table = table;
        this.rules = rules;
    }

    /**
     * The sessions of one agent after a chunk.
     *
     * @param moved as they were before, for those whose project is now better known
     */
    record Resolved(Map<String, KnownSession> sessions, Collection<KnownSession> changed, List<KnownSession> moved) {}

    Resolved resolve(String agent, List<SessionReading> readings) {
        Map<String, KnownSession> known = table.find(agent, names(readings));
        Map<String, KnownSession> now = new HashMap<>(known);
        for (SessionReading reading : readings) {
            now.merge(reading.id(), begun(agent, reading), (before, same) -> before.with(cleaned(reading.facts())));
        }
        Map<String, KnownSession> changed = new HashMap<>();
        List<KnownSession> moved = new ArrayList<>();
        for (SessionReading reading : readings) {
            String name = reading.id();
            KnownSession before = known.get(name);
            KnownSession after = placed(now.getOrDefault(name, begun(agent, reading)), now);
            now.put(name, after);
            if (!after.equals(before)) {
                changed.put(name, after);
            }
            if (before != null && hasMoved(before, after) && !moved.contains(before)) {
                moved.add(before);
            }
        }
        for (KnownSession child : followers(agent, known, changed)) {
            KnownSession after = placed(child, now);
            if (!after.equals(child)) {
                changed.put(child.session(), after);
                moved.add(child);
            }
        }
        return new Resolved(now, changed.values(), moved);
    }

    /** Sub-agents read earlier, of which nothing but the parent tells where they worked, and whose parent tells it now. */
    private List<KnownSession> followers(
            String agent, Map<String, KnownSession> known, Map<String, KnownSession> changed) {
        Set<String> told = changed.values().stream()
                .filter(session -> session.facts().directory() != null)
                .filter(session -> !Objects.equals(session.project(), projectOf(known.get(session.session()))))
                .map(KnownSession::session)
                .collect(Collectors.toSet());
        return told.isEmpty()
                ? List.of()
                : table.subAgentsWithoutDirectory(agent).stream()
                        .filter(child -> told.contains(parent(child.session())))
                        .filter(child -> !changed.containsKey(child.session()))
                        .toList();
    }

    private static @Nullable Project projectOf(@Nullable KnownSession session) {
        return session == null ? null : session.project();
    }

    private static boolean hasMoved(KnownSession before, KnownSession after) {
        Project was = before.project();
        Project is = after.project();
        return is != null && (was == null || was.givesWayTo(is));
    }

    private KnownSession begun(String agent, SessionReading reading) {
        return new KnownSession(0, agent, reading.id(), cleaned(reading.facts()), null);
    }

    private KnownSession placed(KnownSession session, Map<String, KnownSession> all) {
        Project found = rules.of(factsOf(session, all));
        Project known = session.project();
        return found != null && (known == null || known.givesWayTo(found)) ? session.in(found) : session;
    }

    /** A sub-agent of which no directory is known works where its parent does. */
    private static SessionFacts factsOf(KnownSession session, Map<String, KnownSession> all) {
        if (session.facts().directory() != null) {
            return session.facts();
        }
        KnownSession parent = all.get(parent(session.session()));
        return parent == null ? session.facts() : parent.facts();
    }

    private static Set<String> names(List<SessionReading> readings) {
        Set<String> names = new HashSet<>();
        for (SessionReading reading : readings) {
            names.add(reading.id());
            names.add(parent(reading.id()));
        }
        return names;
    }

    private static String parent(String session) {
        int mark = session.indexOf('#');
        return mark < 0 ? session : session.substring(0, mark);
    }

    /** A remote may carry a password; only its name is kept. */
    private static SessionFacts cleaned(SessionFacts facts) {
        @Nullable String remote = ProjectRules.remote(facts.remote());
        return new SessionFacts(facts.directory(), remote, facts.branch(), facts.began(), facts.active());
    }
}
