package cc.chitty.sync.kernel.owner;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Output that goes to a shell as lines it can take apart: a mark, the text, a line feed. One mark is for a line, the other for
 * a part of a line that is not complete. What a shell that left would have got is dropped.
 */
final class ShellStream extends OutputStream {

    private final ShellWire wire;
    private final char line;
    private final char part;

    ShellStream(ShellWire wire, char line, char part) {
        this.wire = wire;
        this.line = line;
        this.part = part;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        ByteArrayOutputStream marked = new ByteArrayOutputStream(length + 16);
        int end = offset + length;
        for (int from = offset; from < end; ) {
            int at = from;
            while (at < end && bytes[at] != '\n') {
                at++;
            }
            marked.write(at < end ? line : part);
            marked.write(bytes, from, at - from);
            marked.write('\n');
            from = at + 1;
        }
        wire.send(marked.toByteArray());
    }
}
