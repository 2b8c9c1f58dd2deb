package cc.chitty.sync.kernel.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** The connection of a shell. One thread reads, any thread sends; neither waits longer than the silence that is allowed. */
final class ShellWire implements AutoCloseable {

    private final SocketChannel channel;
    private final Limits limits;
    private final Selector reading;
    private final Selector writing;

    private ShellWire(SocketChannel channel, Limits limits) throws IOException {
        this.channel = channel;
        this.limits = limits;
        channel.configureBlocking(false);
        reading = Selector.open();
        writing = Selector.open();
        channel.register(reading, SelectionKey.OP_READ);
        channel.register(writing, SelectionKey.OP_WRITE);
    }

    /** Closes the channel if it cannot be used. */
    static ShellWire on(SocketChannel channel, Limits limits) throws IOException {
        try {
            return new ShellWire(channel, limits);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Reads what comes until the buffer is full or the time is over; -1 at the end.
     *
     * @param wait no time: do not wait at all
     * @return 0 if nothing came
     */
    int read(ByteBuffer into, Duration wait) throws IOException {
        if (wait.toMillis() > 0) {
            reading.select(wait.toMillis());
        }
        reading.selectedKeys().clear();
        return channel.read(into);
    }

    /** False if the other side does not take it. */
    synchronized boolean send(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (channel.isOpen() && rest.hasRemaining()) {
                if (channel.write(rest) == 0 && !hasRoom()) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            return false; // who left is heard of by reading
        }
        return !rest.hasRemaining();
    }

    private boolean hasRoom() throws IOException {
        int ready = writing.select(limits.silence().toMillis());
        writing.selectedKeys().clear();
        return ready > 0;
    }

    @Override
    public void close() throws IOException {
        try (channel;
                reading) {
            writing.close();
        }
    }
}
