package cc.chitty.sync.kernel.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** Bytes that arrived, cut into frames. Grows to the largest frame that was announced, which is limited. */
final class FrameBuffer {

    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();

    /** Reads what is there; -1 at the end. */
    int readFrom(ReadableByteChannel channel) throws IOException {
        makeRoom();
        bytes.compact();
        try {
            return channel.read(bytes);
        } finally {
            bytes.flip();
        }
    }

    /** The next frame, or null while it is not complete. */
    @Nullable Frame next() throws IOException {
        boolean complete = bytes.remaining() >= Frame.HEADER && bytes.remaining() >= Frame.lengthOf(bytes);
        return complete ? Frame.take(bytes) : null;
    }

    private void makeRoom() throws IOException {
        if (bytes.remaining() >= Frame.HEADER && Frame.lengthOf(bytes) > bytes.capacity()) {
            bytes = ByteBuffer.allocate(Frame.lengthOf(bytes)).put(bytes).flip();
        }
    }
}
