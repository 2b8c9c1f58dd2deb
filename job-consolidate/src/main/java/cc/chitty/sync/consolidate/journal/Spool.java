package cc.chitty.sync.consolidate.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Claims that were read but are not in the journal yet: one sorted file for each chunk, on disk before the chunk's
 * source files count as read. So a run that dies after a chunk loses nothing: whichever run comes next merges all that
 * lies here, and a claim that is merged twice says nothing new.
 */
public final class Spool {

    private static final String SUFFIX = ".claims";
    private static final String BEGUN = "begun.part";

    /** How many files are merged at once: each takes an open file and a buffer. */
    private static final int AT_ONCE = 200;

    private final Path directory;

    public Spool(Path directory) {
        this.directory = directory;
    }

    /** Writes the claims as one file, durably. Nothing is written where there are none. */
    public void add(List<SpooledClaim> claims) throws IOException {
        if (claims.isEmpty()) {
            return;
        }
        List<SpooledClaim> sorted = new ArrayList<>(claims);
        sorted.sort(SpooledClaim.ORDER);
        try (SpliceWriter writer = new SpliceWriter(directory.resolve(BEGUN))) {
            for (SpooledClaim claim : sorted) {
                writer.write(claim.line());
            }
            writer.sync();
        }
        put(directory.resolve(nextName()));
    }

    /**
     * The files that wait, oldest first, not more than can be merged at once: where there are more, the oldest are made
     * one.
     */
    public List<Path> gathered() throws IOException {
        List<Path> files = waiting();
        while (files.size() > AT_ONCE) {
            gather(files.subList(0, AT_ONCE));
            files = waiting();
        }
        return files;
    }

    /** Dying before the last deletion leaves claims twice, which says nothing new. */
    private void gather(List<Path> files) throws IOException {
        try (Claims claims = open(files);
                SpliceWriter writer = new SpliceWriter(directory.resolve(BEGUN))) {
            while (!claims.isEmpty()) {
                writer.write(claims.next().line());
            }
            writer.sync();
        }
        put(files.get(files.size() - 1));
        for (Path file : files.subList(0, files.size() - 1)) {
            Files.delete(file);
        }
    }

    private void put(Path file) throws IOException {
        Files.move(directory.resolve(BEGUN), file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    /** The files that wait, oldest first. */
    public List<Path> waiting() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            stream.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    /** Opens the claims of the given files as one sorted sequence. */
    public static Claims open(List<Path> files) throws IOException {
        return new Claims(files);
    }

    private String nextName() throws IOException {
        List<Path> files = waiting();
        long last = files.isEmpty() ? 0 : number(files.get(files.size() - 1));
        return String.format("%012d%s", last + 1, SUFFIX);
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The claims of several sorted files in one order; claims of equal order come in the files' order. */
    public static final class Claims implements Closeable {

        private final List<SortedFile> files = new ArrayList<>();
        private final PriorityQueue<Head> heads = new PriorityQueue<>(Head::compare);

        private Claims(List<Path> paths) throws IOException {
            for (Path path : paths) {
                SortedFile file = SortedFile.open(path);
                files.add(file);
                advance(file.cursor(), files.size());
            }
        }

        public boolean isEmpty() {
            return heads.isEmpty();
        }

        /** The next claim without taking it. Only where there is one. */
        public SpooledClaim peek() {
            return heads.element().claim;
        }

        public SpooledClaim next() {
            Head head = heads.remove();
            advance(head.cursor, head.place);
            return head.claim;
        }

        private void advance(@Nullable LineCursor cursor, int place) {
            if (cursor != null && cursor.next()) {
                SpooledClaim claim = SpooledClaim.read(cursor.array(), cursor.offset(), cursor.length());
                heads.add(new Head(claim, cursor, place));
            }
        }

        @Override
        public void close() throws IOException {
            for (SortedFile file : files) {
                file.close();
            }
        }

        private record Head(SpooledClaim claim, LineCursor cursor, int place) {

            static int compare(Head a, Head b) {
                int byClaim = SpooledClaim.ORDER.compare(a.claim, b.claim);
                return byClaim != 0 ? byClaim : Integer.compare(a.place, b.place);
            }
        }
    }
}
