package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A file on the peer that says who is changing things there, so that two laptops do not at once. It expires: an owner that died
 * keeps nobody out for long, and the same owner takes it again at once. Times are those of the peer's clock, since the laptops'
 * may differ. Replaced only as it was read, as any target is.
 */
final class PeerMark implements SyncRun.Closing {

    static final String NAME = ".chittysync-gpu-sync.mark";

    /** A run that takes longer takes it again at its next parcel. */
    static final Duration LIFE = Duration.ofMinutes(30);

    private final Endpoint endpoint;
    private final String directory;
    private final String owner;
    private final InstantSource clock;
    private Instant until = Instant.EPOCH;
    private String text = "";

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
        Instant now = clock.instant().plus(endpoint.facts().ahead());
        if (now.isAfter(until.minus(LIFE.dividedBy(2)))) {
            Instant expires = now.plus(LIFE);
            String wanted = owner + " " + expires + "\n";
            // mostly there is none, or ours
            if (!put(text.isEmpty() ? null : text, wanted) && !putIfFree(now, wanted)) {
                throw new Failure(
                        FailureCategory.BUSY,
                        "mark " + endpoint.facts().name() + " as being changed",
                        directory + "/" + NAME + " is another one now",
                        "Somebody else may be syncing with it; start again.");
            }
            text = wanted;
            until = expires;
        }
    }

    private boolean putIfFree(Instant now, String wanted) {
        String there = endpoint.note(directory, NAME).orElse(null);
        requireFree(there, now);
        return put(there, wanted);
    }

    private boolean put(@Nullable String expected, String wanted) {
        return endpoint.putNote(directory, NAME, expected, wanted.getBytes(StandardCharsets.UTF_8));
    }

    private void requireFree(@Nullable String there, Instant now) {
        String[] words = there == null ? new String[0] : there.strip().split(" ", -1);
        if (words.length == 2 && !words[0].equals(owner) && keepsOut(words[1], now)) {
            throw new Failure(
                    FailureCategory.BUSY,
                    "change things on " + endpoint.facts().name(),
                    words[0] + " has been doing so and may until " + words[1],
                    "Wait for it. If it is not at work any more, delete " + directory + "/" + NAME + " there.");
        }
    }

    /** A mark that makes no sense is nobody's, and so is one of a clock that was wrong once: none is ever made to last so long. */
    private static boolean keepsOut(String expires, Instant now) {
        try {
            Instant until = Instant.parse(expires);
            return until.isAfter(now) && !until.isAfter(now.plus(LIFE.multipliedBy(2)));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Takes the mark away, if it is still ours. One that stays, since the connection is gone, expires. */
    @Override
    public void close() {
        try {
            endpoint.removeNote(directory, NAME, text);
        } catch (Failure e) {
            if (e.category() != FailureCategory.RETRYABLE) {
                throw e;
            }
        }
    }
}
