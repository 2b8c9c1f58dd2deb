package cc.chitty.sync.consolidate.view;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the edits of one project. They come in the journal's order (by content) and are needed in the view's (by first
 * seen). Beyond {@code limit} bytes sorted runs go to files in a scratch directory and are merged from there, so that
 * one project with all todos in it needs no more memory than any other.
 */
final class EditSorter {

    private final Path scratch;
    private final long limit;
    private final List<ViewEdit> held = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();
    private long heldBytes;
    private String project = "";

    EditSorter(Path scratch, long limit) {
        this.scratch = scratch;
        this.limit = limit;
    }

    boolean isEmpty() {
        return held.isEmpty() && runs.isEmpty();
    }

    void add(ViewEdit edit) throws IOException {
        held.add(edit);
        project = edit.key().project();
        heldBytes += 160 + (edit.line() == null ? 0 : edit.line().length);
        if (heldBytes > limit) {
            spill();
        }
    }

    /** All edits in order; the sorter is empty afterwards. The runs' files are removed as they end. */
    Iterator<ViewEdit> drain() throws IOException {
        held.sort(ViewEdit.ORDER);
        List<ViewEdit> last = List.copyOf(held);
        clear();
        if (runs.isEmpty()) {
            return last.iterator();
        }
        Merged merged = new Merged(last.iterator());
        for (Path run : runs) {
            merged.add(new Run(run, project));
        }
        runs.clear();
        return merged;
    }

    private void clear() {
        held.clear();
        heldBytes = 0;
    }

    private void spill() throws IOException {
        held.sort(ViewEdit.ORDER);
        Path run = scratch.resolve("edits-" + runs.size());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
            for (ViewEdit edit : held) {
                writeTime(out, edit.key().firstSeen());
                writeBytes(out, edit.key().content().getBytes(StandardCharsets.UTF_8));
                writeBytes(out, edit.line());
            }
        }
        runs.add(run);
        clear();
    }

    private static void writeTime(DataOutputStream out, Instant time) throws IOException {
        long second = time.getEpochSecond();
        int nano = time.getNano();
        out.writeLong(second);
        out.writeInt(nano);
    }

    private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** Edits of a spilled run. */
    private static final class Run implements Iterator<ViewEdit> {
        private final Path path;
        private final String project;
        private final DataInputStream in;
        private long left;

        Run(Path path, String project) throws IOException {
            this.path = path;
            this.project = project;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
            this.left = Files.size(path);
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public ViewEdit next() {
            try {
                Instant firstSeen = Instant.ofEpochSecond(in.readLong(), in.readInt());
                left -= Long.BYTES + Integer.BYTES;
                String content = new String(readBytes(), StandardCharsets.UTF_8);
                ViewEdit edit = new ViewEdit(new ViewKey(project, firstSeen, content), readOptional());
                if (left == 0) {
                    in.close();
                    Files.delete(path);
                }
                return edit;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] readBytes() throws IOException {
            byte[] bytes = readOptional();
            return bytes == null ? new byte[0] : bytes;
        }

        private byte @Nullable [] readOptional() throws IOException {
            int length = in.readInt();
            left -= Integer.BYTES + Math.max(0, length);
            return length < 0 ? null : in.readNBytes(length);
        }
    }

    private static final class Merged implements Iterator<ViewEdit> {
        private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::edit, ViewEdit.ORDER));

        Merged(Iterator<ViewEdit> first) {
            add(first);
        }

        void add(Iterator<ViewEdit> edits) {
            if (edits.hasNext()) {
                heads.add(new Head(edits.next(), edits));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public ViewEdit next() {
            Head head = heads.remove();
            add(head.rest);
            return head.edit;
        }

        private record Head(ViewEdit edit, Iterator<ViewEdit> rest) {}
    }
}
