package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.Outcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Reads the files that wait in the run's queue and hands them on in the queue's order. Several are read at once, and up
 * to a chunk ahead, so that reading goes on while a chunk is written. What was read ahead and not handed on when the step
 * ends early is read again by the next run.
 */
final class ReadAhead implements ItemStreamReader<FileReading> {

    private final CurrentRun current;
    private final SourceFiles files;
    private final FileParser parser;
    private final AsyncTaskExecutor parsers;
    private final int most;
    private final Supplier<JournalSessions> sessions;
    private @Nullable JournalSessions journal;
    private final Queue<Future<FileReading>> ahead = new ArrayDeque<>();

    /**
     * Reads as many at once as {@code parsers} has threads.
     *
     * @param most how many readings may wait to be handed on
     * @param sessions what this device's journal has
     */
    ReadAhead(
            CurrentRun current,
            SourceFiles files,
            FileParser parser,
            AsyncTaskExecutor parsers,
            int most,
            Supplier<JournalSessions> sessions) {
        this.current = current;
        this.files = files;
        this.parser = parser;
        this.parsers = parsers;
        this.most = most;
        this.sessions = sessions;
    }

    @Override
    public void open(ExecutionContext context) {
        ahead.clear();
        journal = current.run().isFull() ? sessions.get() : null;
    }

    @Override
    public @Nullable FileReading read() throws IOException {
        for (SourceChange change = next(); change != null; change = next()) {
            SourceChange taken = change;
            KnownFile known = change.known();
            SourceFiles.Left before = known == null ? SourceFiles.Left.NOTHING : left(change, known);
            ahead.add(parsers.submit(() -> parser.read(taken, before)));
        }
        Future<FileReading> first = ahead.poll();
        return first == null ? null : Outcome.of(first);
    }

    /** A full run takes nothing for said that the journal has lost. */
    private SourceFiles.Left left(SourceChange change, KnownFile known) {
        SourceFiles.Left left = files.left(known);
        JournalSessions has = journal;
        if (has == null) {
            return left;
        }
        String agent = change.source().agent();
        return new SourceFiles.Left(
                left.resume(), left.listed().without((session, content) -> has.has(agent, session, content)));
    }

    private @Nullable SourceChange next() {
        return ahead.size() < most ? current.run().take() : null;
    }

    @Override
    public void close() {
        ahead.forEach(reading -> reading.cancel(false));
        ahead.clear();
    }
}
