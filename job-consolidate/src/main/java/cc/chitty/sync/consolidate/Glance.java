package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out what there is to do without doing it: stamps of source files, and what earlier runs left. */
final class Glance {

    private final Discovery discovery;
    private final Published published;
    private final Path journal;
    private final String law;

    Glance(Discovery discovery, Published published, Path journal, String law) {
        this.discovery = discovery;
        this.published = published;
        this.journal = journal;
        this.law = law;
    }

    List<Path> roots() {
        return discovery.roots();
    }

    /** Whether it is this device's own. */
    boolean isOwn(Path other) {
        return other.equals(journal);
    }

    /** Makes every source file a new one. */
    void forget() {
        discovery.forget();
    }

    /** What the last look made of all files' rows is kept for the next one. */
    void keepDigests() {
        discovery.keepDigests();
    }

    /** Why nothing that counts as read is to be believed; empty where it is. */
    Optional<Problem> disbelief() throws IOException {
        return published.disbelief(discovery.publication());
    }

    Discovery.Found look(boolean full, Focus focus) {
        return discovery.changes(full, focus);
    }

    /** With a walk that began before. */
    Discovery.Found look(boolean full, Walk begun) {
        return discovery.changes(full, begun);
    }

    /** Whether nothing has changed, no claim waits, and the views are as they were left. */
    boolean isIdle(Discovery.Found found, Path spool) throws IOException {
        return found.changes().isEmpty() && new Spool(spool).waiting().isEmpty() && published.isCurrent(law);
    }
}
