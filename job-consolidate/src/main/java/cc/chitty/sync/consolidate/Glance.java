package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.source.Focus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds out what there is to do without doing it: stamps of source files, and what earlier runs left. */
final class Glance {

    private final Discovery discovery;
    private final Published published;
    private final String law;

    Glance(Discovery discovery, Published published, String law) {
        this.discovery = discovery;
        this.published = published;
        this.law = law;
    }

    List<Path> roots() {
        return discovery.roots();
    }

    Discovery.Found look(boolean full, Focus focus) {
        return discovery.changes(full, focus);
    }

    /** Whether nothing has changed, no claim waits, and the views are as they were left. */
    boolean isIdle(Discovery.Found found, Path spool) throws IOException {
        return found.changes().isEmpty() && new Spool(spool).waiting().isEmpty() && published.isCurrent(law);
    }
}
