package cc.chitty.sync.kernel.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One message: a byte for its kind, four for its length (big endian), then its content. */
final class Frame {

    static final int HEADER = 5;

    private final FrameKind kind;
    private final byte[] content;

    private Frame(FrameKind kind, byte[] content) {
        if (content.length > kind.longest()) {
            throw new IllegalArgumentException(content.length + " bytes are too many for " + kind);
        }
        this.kind = kind;
        this.content = content;
    }

    static Frame of(FrameKind kind) {
        return new Frame(kind, new byte[0]);
    }

    static Frame of(FrameKind kind, byte[] bytes, int offset, int length) {
        return new Frame(kind, Arrays.copyOfRange(bytes, offset, offset + length));
    }

    static Frame refused(String reason) {
        return new Frame(FrameKind.REFUSED, reason.getBytes(StandardCharsets.UTF_8));
    }

    static Frame exit(int code) {
        return new Frame(FrameKind.EXIT, ByteBuffer.allocate(4).putInt(code).array());
    }

    FrameKind kind() {
        return kind;
    }

    byte[] content() {
        return content.clone();
    }

    int code() {
        return ByteBuffer.wrap(content).getInt();
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    ByteBuffer encoded() {
        return ByteBuffer.allocate(HEADER + content.length)
                .put(kind.code())
                .putInt(content.length)
                .put(content)
                .flip();
    }

    /** How long the frame is whose header is at the position of the bytes. */
    static int lengthOf(ByteBuffer bytes) throws IOException {
        int length = bytes.getInt(bytes.position() + 1);
        FrameKind kind = kindOf(bytes.get(bytes.position()));
        if (length < 0 || length > kind.longest() || (kind == FrameKind.EXIT && length != 4)) {
            throw new IOException(length + " bytes cannot be a frame of " + kind);
        }
        return HEADER + length;
    }

    /** Takes a frame which is there completely. */
    static Frame take(ByteBuffer bytes) throws IOException {
        FrameKind kind = kindOf(bytes.get());
        byte[] content = new byte[bytes.getInt()];
        bytes.get(content);
        return new Frame(kind, content);
    }

    private static FrameKind kindOf(byte code) throws IOException {
        for (FrameKind kind : FrameKind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new IOException("no frame begins with " + code);
    }
}
