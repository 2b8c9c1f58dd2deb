package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.Outcome;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.FutureTask;

/** A walk through the directories of all sources, which goes on beside whatever comes before its findings are needed. */
public final class Walk {

    private final List<SessionSource> sources;
    private final Surroundings where;
    private final FutureTask<List<Finding>> findings;

    private Walk(List<SessionSource> sources, Surroundings where, FutureTask<List<Finding>> findings) {
        this.sources = sources;
        this.where = where;
        this.findings = findings;
    }

    /** Begins one while the application is still being started: with 100,000 files it takes as long as that. */
    public static Walk begin(ConsolidateSettings settings, Surroundings where) {
        return begin(AgentSources.named(settings.sources()), where, Focus.EVERYTHING);
    }

    static Walk begin(List<SessionSource> sources, Surroundings where, Focus focus) {
        List<SessionSource> ordered = inOrder(sources);
        FutureTask<List<Finding>> task = new FutureTask<>(() -> walk(ordered, where, focus));
        Thread thread = new Thread(task, "walk");
        thread.setDaemon(true);
        thread.start();
        return new Walk(ordered, where, task);
    }

    private static List<Finding> walk(List<SessionSource> sources, Surroundings where, Focus focus) {
        List<Finding> findings = new ArrayList<>();
        for (SessionSource source : sources) {
            Finding finding = new Finding(source, focus);
            source.find(where, finding);
            findings.add(finding);
        }
        return findings;
    }

    /** Sources that tell where sessions ran come first. */
    private static List<SessionSource> inOrder(List<SessionSource> sources) {
        return sources.stream()
                .sorted(Comparator.comparingInt(SessionSource::order).thenComparing(SessionSource::name))
                .toList();
    }

    /** Whether it goes through all that these sources have there. Does not wait for it. */
    boolean covers(List<SessionSource> all, Surroundings place) {
        return where.equals(place) && names(inOrder(all)).equals(names(sources));
    }

    private static List<String> names(List<SessionSource> sources) {
        return sources.stream().map(SessionSource::name).toList();
    }

    /** By source, those first that tell where sessions ran. Waits for its end. */
    List<Finding> findings() {
        try {
            return Outcome.of(findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
