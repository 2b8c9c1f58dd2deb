package cc.chitty.sync.kernel.owner;

import java.io.OutputStream;
import java.util.Objects;

/** Output that goes to a guest. What a guest that left would have got is dropped: its command is being interrupted and ends by itself. */
final class FrameStream extends OutputStream {

    private final Wire wire;
    private final FrameKind kind;

    FrameStream(Wire wire, FrameKind kind) {
        this.wire = wire;
        this.kind = kind;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        boolean taken = true;
        for (int done = 0; done < length && taken; ) {
            int part = Math.min(length - done, kind.longest());
            taken = wire.send(Frame.of(kind, bytes, offset + done, part));
            done += part;
        }
    }
}
