package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file on the peer that says who is changing things there, so that two laptops do not at once. It expires: an owner that died
 * keeps nobody out for long, and the same owner takes it again at once. Replaced only as it was read, as any target is.
 */
final class PeerMark implements SyncRun.Closing {

    static final TreePath NAME = new TreePath(".chittysync-gpu-sync.mark");

    /** A run that takes longer takes it again at its next parcel. */
    static final Duration LIFE = Duration.ofMinutes(30);

    private final Endpoint endpoint;
    private final String directory;
    private final String owner;
    private final InstantSource clock;
    private Instant until = Instant.EPOCH;

    private PeerMark(Endpoint endpoint, String directory, String owner, InstantSource clock) {
        this.endpoint = endpoint;
        this.directory = directory;
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * Marks the peer.
     *
     * @param directory there, in which the mark lies
     * @param owner one word that tells this installation from others
     * @throws Failure BUSY if somebody else has marked it
     */
    static PeerMark take(Endpoint endpoint, String directory, String owner, InstantSource clock) {
        PeerMark mark = new PeerMark(endpoint, directory, owner, clock);
        mark.renew();
        return mark;
    }

    /** Takes it again, where half of its life is over. */
    void renew() {
        Instant now = clock.instant();
        if (now.isAfter(until.minus(LIFE.dividedBy(2)))) {
            Entry there = there();
            requireFree(there, now);
            Instant expires = now.plus(LIFE);
            write(there, (owner + " " + expires + "\n").getBytes(StandardCharsets.UTF_8));
            until = expires;
        }
    }

    private @Nullable Entry there() {
        return endpoint.scan(List.of(new Scope(directory, List.of(NAME), Set.of())), new Interruption())
                .get(0)
                .entries()
                .get(NAME);
    }

    private void requireFree(@Nullable Entry there, Instant now) {
        if (there == null || there.kind() != EntryKind.FILE) {
            return;
        }
        String text = text();
        String[] words = text.strip().split(" ", -1);
        if (words.length == 2 && !words[0].equals(owner) && isAfter(words[1], now)) {
            throw new Failure(
                    FailureCategory.BUSY,
                    "change things on " + endpoint.facts().name(),
                    words[0] + " has been doing so and may until " + words[1],
                    "Wait for it. If it is not at work any more, delete " + directory + "/" + NAME + " there.");
        }
    }

    /** A mark that makes no sense is nobody's. */
    private static boolean isAfter(String expires, Instant now) {
        try {
            return Instant.parse(expires).isAfter(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        endpoint.read(
                directory,
                List.of(NAME),
                (path, entry, content) -> text.append(new String(content.readNBytes(1_000), StandardCharsets.UTF_8)));
        return text.toString();
    }

    private void write(@Nullable Entry there, byte[] content) {
        String staging = endpoint.staging(directory, "mark-" + owner);
        long modified = Looking.nanos(clock.instant());
        endpoint.stage(
                staging, List.of(new StagedContent(NAME, 0600, modified, () -> new ByteArrayInputStream(content))));
        publish(staging, there, new Wanted(EntryKind.FILE, 0600, content.length, modified, null, false));
    }

    private void publish(String staging, @Nullable Entry there, @Nullable Wanted wanted) {
        Outcome outcome = endpoint.publish(new Publication(
                        directory, staging, staging + "/.kept", List.of(new Change(NAME, there, wanted))))
                .get(0);
        endpoint.discard(staging);
        if (outcome.result() != Outcome.Result.DONE) {
            throw new Failure(
                    FailureCategory.BUSY,
                    "mark " + endpoint.facts().name() + " as being changed",
                    String.valueOf(outcome.trouble()),
                    "Somebody else may be syncing with it; start again.");
        }
    }

    /** Takes the mark away. One that stays, since the connection is gone, expires. */
    @Override
    public void close() {
        try {
            Entry there = there();
            if (there != null && text().startsWith(owner + " ")) {
                publish(endpoint.staging(directory, "mark-" + owner), there, null);
            }
        } catch (Failure e) {
            if (e.category() != FailureCategory.RETRYABLE) {
                throw e;
            }
        }
    }
}
