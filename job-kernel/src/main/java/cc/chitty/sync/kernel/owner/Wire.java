package cc.chitty.sync.kernel.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One end of a conversation. One thread, {@link #converse}, does all reading and writing, so a side that is busy, or whose output nobody takes,
 * still says that it is alive; a side that says nothing for too long is frozen. Others send from their own threads and wait while too much
 * is unsent.
 */
final class Wire {

    /** Why a conversation ended. */
    enum End {
        /** We were done. */
        FINISHED,
        /** The other side closed it or died. */
        CLOSED,
        /** The other side said nothing for too long. */
        SILENT,
        /** What came was not ours, or the connection failed. */
        BROKEN
    }

    /** Takes frames in the thread of {@link #converse}; must not block. */
    @FunctionalInterface
    interface Receiver {
        /** False: not now; the frame is offered again after {@link #wake}. */
        boolean take(Frame frame);
    }

    private static final int MOST_UNSENT = 32;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Limits limits;
    private final Receiver receiver;
    private final FrameBuffer arrived = new FrameBuffer();
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();

    private @Nullable Frame held;
    private boolean mute;
    private boolean finishing;
    private boolean over;
    private long sentAt;

    private Wire(SocketChannel channel, Limits limits, Receiver receiver) throws IOException {
        this.channel = channel;
        this.limits = limits;
        this.receiver = receiver;
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** Closes the channel if it cannot be used. */
    static Wire on(SocketChannel channel, Limits limits, Receiver receiver) throws IOException {
        try {
            return new Wire(channel, limits, receiver);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends in order, after waiting for room; false if the conversation is over. */
    boolean send(Frame frame) {
        synchronized (unsent) {
            while (unsent.size() >= MOST_UNSENT && !over) {
                try {
                    unsent.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            if (over) {
                return false;
            }
            unsent.add(frame.encoded());
        }
        selector.wakeup();
        return true;
    }

    /** Ends the conversation once everything is sent. */
    void finish() {
        synchronized (unsent) {
            finishing = true;
        }
        selector.wakeup();
    }

    /** The receiver can take frames again. */
    void wake() {
        selector.wakeup();
    }

    /** Talks until the end and closes the connection. */
    End converse() {
        try (channel;
                selector) {
            sentAt = System.nanoTime();
            long silent = 0;
            for (long before = sentAt; ; ) {
                boolean sentAll = sendSome();
                if (sentAll && isFinishing()) {
                    return End.FINISHED;
                }
                await(sentAll);
                long now = System.nanoTime();
                // Time in which this process itself was stopped does not count against the other side.
                silent += Math.min(now - before, limits.beat().toNanos());
                before = now;
                int heard = hear();
                if (heard < 0) {
                    return End.CLOSED;
                }
                silent = heard > 0 ? 0 : silent;
                if (silent > limits.silence().toNanos()) {
                    return End.SILENT;
                }
                beat(now);
            }
        } catch (IOException e) {
            // Whatever broke it, the answer is the same as for a side that died.
            return End.BROKEN;
        } finally {
            end();
        }
    }

    private void await(boolean sentAll) throws IOException {
        key.interestOps((held == null ? SelectionKey.OP_READ : 0) | (sentAll ? 0 : SelectionKey.OP_WRITE));
        selector.select(Math.max(1, limits.beat().toMillis() / 2));
        selector.selectedKeys().clear();
    }

    /** Negative at the end, zero for silence. Nothing is read while the receiver cannot take it: that is no silence of the other side. */
    private int hear() throws IOException {
        if (!deliver()) {
            return 1;
        }
        int count = arrived.readFrom(channel);
        deliver();
        return count;
    }

    private boolean deliver() throws IOException {
        for (Frame next = held == null ? arrived.next() : held; next != null; next = arrived.next()) {
            held = next;
            if (next.kind() != FrameKind.BEAT && !receiver.take(next)) {
                return false;
            }
            held = null;
        }
        return true;
    }

    /** Once the other side takes no more, only what it had said before is of interest. */
    private boolean sendSome() {
        try {
            for (ByteBuffer next = first(); next != null; next = first()) {
                channel.write(next);
                if (next.hasRemaining()) {
                    return false;
                }
                sent();
            }
        } catch (IOException e) {
            mute = true;
        }
        return true;
    }

    private @Nullable ByteBuffer first() {
        synchronized (unsent) {
            if (mute) {
                unsent.clear();
                unsent.notifyAll();
            }
            return unsent.peekFirst();
        }
    }

    private void sent() {
        sentAt = System.nanoTime();
        synchronized (unsent) {
            unsent.removeFirst();
            unsent.notifyAll();
        }
    }

    private void beat(long now) {
        synchronized (unsent) {
            if (unsent.isEmpty() && now - sentAt >= limits.beat().toNanos()) {
                unsent.add(Frame.of(FrameKind.BEAT).encoded());
            }
        }
    }

    private boolean isFinishing() {
        synchronized (unsent) {
            return finishing && unsent.isEmpty();
        }
    }

    private void end() {
        synchronized (unsent) {
            over = true;
            unsent.notifyAll();
        }
    }
}
