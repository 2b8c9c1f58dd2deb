package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.Listings.Listing;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.project.Project;
import cc.chitty.sync.consolidate.project.ProjectRules;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one file says of one agent session, filed under the session's project.
 *
 * <p>If the project is better known than when the file was last read, the todos have to move: the file is read from its
 * beginning, so that everything is listed under the new project in the same breath in which it is dropped under the old
 * one. A reading that only has what was appended does not move anything yet.
 */
record SessionClaims(KnownSession session, Listing before, boolean whole, ProjectRules rules) {

    /** Adds the claims that are news, and returns what the file's row has to remember. */
    Listing file(SessionReading reading, Instant noticed, List<SpooledClaim> claims) {
        if (moves()) {
            leave(reading, noticed, claims);
        }
        SaidOnce saidOnce = new SaidOnce(moves() ? Map.of() : before.said());
        for (Claim claim : saidOnce.news(reading.claims())) {
            add(key(project(), Content.compared(claim.text())), claim, claims);
        }
        return after(saidOnce.listed(reading.listed()));
    }

    /** What the file says nothing of under the new project cannot be listed there, so it has to stay where it is. */
    private void leave(SessionReading reading, Instant noticed, List<SpooledClaim> claims) {
        Set<String> spoken = reading.claims().stream()
                .filter(claim -> claim.kind() != Claim.Kind.VANISHED)
                .map(claim -> Content.compared(claim.text()))
                .collect(Collectors.toSet());
        for (String content : before.contents()) {
            Claim.Kind kind = spoken.contains(content) ? Claim.Kind.MOVED : Claim.Kind.VANISHED;
            add(key(before.project(), content), Claim.gone(kind, content, noticed), claims);
        }
    }

    /** The file is gone: so is all it had listed. */
    void vanish(Instant noticed, List<SpooledClaim> claims) {
        for (String content : before.contents()) {
            add(key(before.project(), content), Claim.gone(Claim.Kind.VANISHED, content, noticed), claims);
        }
    }

    private Listing after(Map<String, String> listed) {
        boolean waits = !before.said().isEmpty() && !before.project().equals(project()) && !whole;
        if (!waits) {
            return new Listing(project(), listed);
        }
        Map<String, String> both = new TreeMap<>(before.said());
        both.putAll(listed);
        return new Listing(before.project(), both);
    }

    private boolean moves() {
        return whole && !before.project().equals(project());
    }

    private String project() {
        @Nullable Project known = session.project();
        return known == null ? "" : known.name();
    }

    private TodoKey key(String project, String content) {
        return new TodoKey(project.isEmpty() ? rules.of(content) : project, content);
    }

    private void add(TodoKey key, Claim claim, List<SpooledClaim> claims) {
        claims.add(new SpooledClaim(
                key, session.agent(), session.session(), claim, session.facts().began()));
    }
}
