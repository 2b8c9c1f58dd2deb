package cc.chitty.sync.kernel.owner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Frames on their way from the thread that talks to the one that prints. Bounded: an output that nobody reads must not fill the memory. */
final class Inbox implements Wire.Receiver {

    private static final int MOST = 32;

    private final Deque<Frame> frames = new ArrayDeque<>();
    private Wire.@Nullable End end;

    @Override
    public synchronized boolean take(Frame frame) {
        if (frames.size() >= MOST) {
            return false;
        }
        frames.add(frame);
        notifyAll();
        return true;
    }

    synchronized void end(Wire.End how) {
        end = how;
        notifyAll();
    }

    /** Waits for a frame; empty when the conversation is over and all frames were taken. */
    synchronized Optional<Frame> next() throws InterruptedException {
        while (frames.isEmpty() && end == null) {
            wait();
        }
        return Optional.ofNullable(frames.pollFirst());
    }

    /** How it ended; BROKEN while it goes on. */
    synchronized Wire.End howItEnded() {
        return end == null ? Wire.End.BROKEN : end;
    }
}
