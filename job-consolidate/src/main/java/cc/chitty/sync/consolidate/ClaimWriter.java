package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.Listings.Listing;
import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.merge.Outcome;
import cc.chitty.sync.consolidate.project.ProjectRules;
import cc.chitty.sync.consolidate.project.ProjectSettings;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Writes what one chunk of files said: the claims into the spool, durably, and meanwhile the files' rows in the chunk's
 * transaction, which ends after that. Dying in between means that the chunk is read again, and its claims say nothing new
 * the second time.
 */
final class ClaimWriter implements ItemWriter<FileReading> {

    /** A file changed this short a time before it was read may change again without its stamp showing it. */
    private static final Duration GRANULARITY = Duration.ofMillis(20);
    /** The same where the file system keeps whole seconds only. */
    private static final Duration COARSE_GRANULARITY = Duration.ofSeconds(2);

    private static final long NANOS = 1_000_000_000L;

    private final CurrentRun current;
    private final Map<String, SessionSource> sources;
    private final SourceFiles files;
    private final AgentSessions sessions;
    private final ProjectSettings projects;
    private final Spooling spooling;

    /**
     * How claims get into the spool.
     *
     * @param executor writes them while the rows are written
     * @param secrets what they pass on their way
     */
    record Spooling(AsyncTaskExecutor executor, SecretFilter secrets) {}

    ClaimWriter(
            CurrentRun current,
            List<SessionSource> sources,
            SourceFiles files,
            AgentSessions sessions,
            ProjectSettings projects,
            Spooling spooling) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(SessionSource::name, source -> source));
        this.current = current;
        this.files = files;
        this.sessions = sessions;
        this.projects = projects;
        this.spooling = spooling;
    }

    @Override
    public void write(Chunk<? extends FileReading> chunk) throws IOException {
        ConsolidateRun run = current.run();
        List<? extends FileReading> items = chunk.getItems().stream()
                .filter(item -> !run.isPutBack(item.change()))
                .toList();
        if (!items.isEmpty()) {
            new Batch().write(items);
        }
        run.progress().advance(chunk.size());
    }

    /** One chunk on its way. */
    private final class Batch {
        private final ConsolidateRun run = current.run();
        /** Anew for each chunk: a remote may be set while this process lives. */
        private final ProjectRules rules = new ProjectRules(projects);

        private final List<SpooledClaim> claims = new ArrayList<>();
        private final List<SourceFiles.Row> rows = new ArrayList<>();
        private final List<KnownFile> gone = new ArrayList<>();
        private final Map<String, List<SessionReading>> readings = new LinkedHashMap<>();
        private final Map<String, SessionResolver.Resolved> resolved = new HashMap<>();

        void write(List<? extends FileReading> items) throws IOException {
            items.forEach(this::group);
            SessionResolver resolver = new SessionResolver(sessions, rules);
            readings.forEach((agent, of) -> resolved.put(agent, resolver.resolve(agent, of)));
            items.forEach(this::take);
            Future<Integer> redacted = spooling.executor().submit(this::spool);
            try {
                if (!run.options().dryRun()) {
                    resolved.values().forEach(of -> sessions.write(of.changed()));
                    files.write(rows, items.get(0).began());
                    files.remove(gone);
                    resolved.values().forEach(of -> of.moved().forEach(this::readAgain));
                }
            } finally {
                run.count("claims_redacted", Outcome.of(redacted));
            }
            run.count("claims", claims.size());
        }

        private int spool() throws IOException {
            return new Spool(run.place().spool(), spooling.secrets()).add(claims);
        }

        private void group(FileReading item) {
            readings.computeIfAbsent(item.change().source().agent(), agent -> new ArrayList<>())
                    .addAll(sessionsOf(item));
        }

        /** A gone file speaks of the sessions it had listed, without saying anything new of them. */
        private List<SessionReading> sessionsOf(FileReading item) {
            Reading reading = item.reading();
            return reading != null
                    ? reading.sessions()
                    : item.before().listed().bySession().keySet().stream()
                            .map(session -> new SessionReading(session, SessionFacts.NONE, List.of(), List.of()))
                            .toList();
        }

        private void take(FileReading item) {
            Stamp stamp = item.change().stamp();
            Reading reading = item.reading();
            if (stamp == null) {
                vanish(item);
            } else if (reading == null) {
                run.problem(new Problem(item.change().path().toString(), String.valueOf(item.failure())));
                run.count("files_with_problems", 1);
            } else {
                read(item, reading, stamp);
            }
        }

        private void vanish(FileReading item) {
            item.before()
                    .listed()
                    .bySession()
                    .keySet()
                    .forEach(session -> claimsOf(item, session, true).vanish(item.began(), claims));
            KnownFile known = item.change().known();
            if (known != null) {
                gone.add(known);
            }
            run.count("files_gone", 1);
        }

        private void read(FileReading item, Reading reading, Stamp stamp) {
            FileProblems problems = FileProblems.of(reading.problems());
            problems.list().forEach(run::problem);
            run.count("files_read", 1);
            run.count("bytes_read", reading.bytes());
            if (!reading.good()) {
                run.count("files_with_problems", 1);
                return;
            }
            boolean whole = item.change().whole() || item.before().resume() == null;
            Map<String, Listing> listed = new HashMap<>(item.before().listed().bySession());
            for (SessionReading session : reading.sessions()) {
                listed.put(session.id(), claimsOf(item, session.id(), whole).file(session, item.began(), claims));
            }
            SourceChange change = item.change();
            rows.add(new SourceFiles.Row(
                    change.known(),
                    change.source().name(),
                    change.path().toString(),
                    stamp,
                    isSettled(stamp, item.began()),
                    reading.resume(),
                    new Listings(listed),
                    problems));
        }

        private SessionClaims claimsOf(FileReading item, String session, boolean whole) {
            SessionResolver.Resolved of = resolved.get(item.change().source().agent());
            KnownSession known = of == null ? null : of.sessions().get(session);
            if (known == null) {
                throw new IllegalStateException("a reading makes claims for a session it does not name: " + session);
            }
            Listing before = item.before().listed().bySession().getOrDefault(session, Listing.NONE);
            return new SessionClaims(known, before, whole, rules);
        }

        /** The session's project is better known now: its files are read again, in this run, from their beginning. */
        private void readAgain(KnownSession session) {
            List<KnownFile> listers = files.listing(session.session());
            files.distrust(listers);
            run.again(listers.stream()
                    .map(KnownFile::distrusted)
                    .map(ClaimWriter.this::whole)
                    .toList());
            run.count("sessions_moved", 1);
        }
    }

    private SourceChange whole(KnownFile file) {
        SessionSource source = Objects.requireNonNull(sources.get(file.source()), file.source());
        return new SourceChange(source, Path.of(file.path()), file, file.stamp(), true);
    }

    private static boolean isSettled(Stamp stamp, Instant readAt) {
        Duration granularity = stamp.modified() % NANOS == 0 ? COARSE_GRANULARITY : GRANULARITY;
        Instant modified = Instant.ofEpochSecond(0, stamp.modified());
        return modified.plus(granularity).isBefore(readAt);
    }
}
