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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * Files all claims of a reading, but those that only repeat what the same reading said before: a register takes no
     * notice of them at first, but would when the file is read again after the todo was left out.
     *
     * @param noticed when the file was read
     */
    void file(SessionReading reading, Instant noticed, List<SpooledClaim> claims) {
        if (moves()) {
            leave(reading, noticed, claims);
        }
        Map<String, Claim> last = new HashMap<>();
        for (Claim claim : reading.claims()) {
            String content = Content.compared(claim.text());
            if (!repeats(last.put(content, claim), claim)) {
                add(key(project(), content), claim, claims);
            }
        }
    }

    private static boolean repeats(@Nullable Claim before, Claim claim) {
        return before != null
                && before.kind() == Claim.Kind.LISTED
                && claim.kind() == Claim.Kind.LISTED
                && before.status() == claim.status()
                && before.details().equals(claim.details());
    }

    /** What the file says nothing of under the new project cannot be listed there, so it has to stay where it is. */
    private void leave(SessionReading reading, Instant noticed, List<SpooledClaim> claims) {
        Set<String> spoken = reading.claims().stream()
                .filter(claim -> claim.kind() != Claim.Kind.VANISHED)
                .map(claim -> Content.compared(claim.text()))
                .collect(Collectors.toSet());
        for (String content : before.contents()) {
            Claim gone = spoken.contains(content)
                    ? Claim.gone(Claim.Kind.MOVED, content, Instant.EPOCH)
                    : Claim.gone(Claim.Kind.VANISHED, content, noticed);
            add(key(before.project(), content), gone, claims);
        }
    }

    /** The file is gone: so is all it had listed. */
    void vanish(Instant noticed, List<SpooledClaim> claims) {
        for (String content : before.contents()) {
            add(key(before.project(), content), Claim.gone(Claim.Kind.VANISHED, content, noticed), claims);
        }
    }

    /** What the file's row has to remember. */
    Listing after(SessionReading reading) {
        boolean waits = !before.contents().isEmpty() && !before.project().equals(project()) && !whole;
        if (!waits) {
            return new Listing(project(), reading.listed());
        }
        Set<String> both = new LinkedHashSet<>(before.contents());
        both.addAll(reading.listed());
        return new Listing(before.project(), List.copyOf(both));
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
