package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.consolidate.source.SessionSource;
import java.util.List;

/** Where the job reads from and what it publishes through. */
record ConsolidateParts(List<SessionSource> sources, Publisher publisher) {

    ConsolidateParts {
        sources = List.copyOf(sources);
    }
}
