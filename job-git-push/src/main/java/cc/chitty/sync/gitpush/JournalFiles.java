package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SightingLine;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What is done to whole journals: check, join, rewrite. All but {@link #salvage} go line by line. */
final class JournalFiles {

    /** The order of a journal's lines. */
    static final Comparator<Sighting> ORDER =
            Comparator.comparing(Sighting::todo).thenComparing(Sighting::session);

    private JournalFiles() {}

    /** What is wrong with a journal, null if nothing: an unsorted one would hide todos from a search. */
    static @Nullable String defect(Path journal, String device) throws IOException {
        try (SortedFile file = SortedFile.open(journal)) {
            LineCursor cursor = file.cursor();
            Sighting before = null;
            for (int line = 1; cursor != null && cursor.next(); line++) {
                Sighting sighting = readable(cursor, device);
                if (sighting == null) {
                    return "line " + line + " cannot be read";
                }
                if (before != null && ORDER.compare(before, sighting) >= 0) {
                    return "line " + line + " is not in order";
                }
                before = sighting;
            }
            return null;
        }
    }

    /** Writes the lines that can be read, sorted and joined. For files that somebody damaged: holds them in memory. */
    static void salvage(Path journal, String device, Path out) throws IOException {
        TreeMap<Sighting, Sighting> registers = new TreeMap<>(ORDER);
        try (SortedFile file = SortedFile.open(journal)) {
            LineCursor cursor = file.cursor();
            while (cursor != null && cursor.next()) {
                Sighting sighting = readable(cursor, device);
                if (sighting != null) {
                    registers.merge(sighting, sighting, Registers::join);
                }
            }
        }
        write(registers.values(), out);
    }

    /** All sightings of a journal; none where there is no file. */
    static Set<Sighting> sightings(Path journal, String device) throws IOException {
        Set<Sighting> sightings = new HashSet<>();
        try (SortedFile file = SortedFile.open(journal)) {
            LineCursor cursor = file.cursor();
            while (cursor != null && cursor.next()) {
                sightings.add(SightingLine.read(cursor.array(), cursor.offset(), cursor.length(), device));
            }
        }
        return sightings;
    }

    /** Writes sightings that are sorted. */
    static void write(Collection<Sighting> sorted, Path out) throws IOException {
        try (SpliceWriter writer = new SpliceWriter(out)) {
            for (Sighting sighting : sorted) {
                writer.write(SightingLine.write(sighting));
            }
            writer.sync();
        }
    }

    /**
     * Joins two versions of one device's journal, register by register. Lines that only one has, or that are the same in
     * both, stay as they are, with whatever a later version of ours has written into them.
     */
    static void join(Path one, Path other, String device, Path out) throws IOException {
        try (SortedFile a = SortedFile.open(one);
                SortedFile b = SortedFile.open(other);
                SpliceWriter writer = new SpliceWriter(out)) {
            Side left = new Side(a.cursor(), device);
            Side right = new Side(b.cursor(), device);
            while (left.sighting != null || right.sighting != null) {
                int order = left.compareTo(right);
                if (order == 0) {
                    writer.write(left.joined(right));
                } else {
                    writer.write((order < 0 ? left : right).line());
                }
                if (order <= 0) {
                    left.advance();
                }
                if (order >= 0) {
                    right.advance();
                }
            }
            writer.sync();
        }
    }

    /** Names every register that is not the same in an earlier version of the journal. */
    static void changes(Path now, Path before, String device, Consumer<Sighting> changed) throws IOException {
        try (SortedFile a = SortedFile.open(now);
                SortedFile b = SortedFile.open(before)) {
            Side left = new Side(a.cursor(), device);
            Side right = new Side(b.cursor(), device);
            for (Sighting ours = left.sighting; ours != null; ours = left.sighting) {
                int order = left.compareTo(right);
                if (order < 0 || (order == 0 && !Arrays.equals(left.line(), right.line()))) {
                    changed.accept(ours);
                }
                if (order <= 0) {
                    left.advance();
                }
                if (order >= 0) {
                    right.advance();
                }
            }
        }
    }

    /**
     * Writes a journal with each sighting changed, sorted anew where that moves one.
     *
     * @return how many were changed; nothing is written if none was
     */
    static long rewrite(Path journal, String device, UnaryOperator<Sighting> change, Path out) throws IOException {
        long changed = 0;
        try (SortedFile file = SortedFile.open(journal)) {
            LineCursor cursor = file.cursor();
            while (cursor != null && cursor.next()) {
                Sighting sighting = SightingLine.read(cursor.array(), cursor.offset(), cursor.length(), device);
                changed += change.apply(sighting).equals(sighting) ? 0 : 1;
            }
        }
        if (changed > 0) {
            TreeMap<Sighting, Sighting> registers = new TreeMap<>(ORDER);
            try (SortedFile file = SortedFile.open(journal)) {
                LineCursor cursor = file.cursor();
                while (cursor != null && cursor.next()) {
                    Sighting sighting =
                            change.apply(SightingLine.read(cursor.array(), cursor.offset(), cursor.length(), device));
                    registers.merge(sighting, sighting, Registers::join);
                }
            }
            write(registers.values(), out);
        }
        return changed;
    }

    private static @Nullable Sighting readable(LineCursor cursor, String device) {
        try {
            return SightingLine.read(cursor.array(), cursor.offset(), cursor.length(), device);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return null; // the caller tells which line that is
        }
    }

    /** One of the two files on its way. */
    private static final class Side implements Comparable<Side> {
        private final @Nullable LineCursor cursor;
        private final String device;
        private @Nullable Sighting sighting;

        Side(@Nullable LineCursor cursor, String device) {
            this.cursor = cursor;
            this.device = device;
            advance();
        }

        void advance() {
            sighting = cursor != null && cursor.next()
                    ? SightingLine.read(cursor.array(), cursor.offset(), cursor.length(), device)
                    : null;
        }

        byte[] line() {
            LineCursor at = cursor;
            if (at == null) {
                throw new IllegalStateException("the side has ended");
            }
            byte[] line = Arrays.copyOf(at.copyLine(), at.length() + 1);
            line[at.length()] = '\n';
            return line;
        }

        byte[] joined(Side other) {
            byte[] mine = line();
            Sighting one = sighting;
            Sighting two = other.sighting;
            if (one == null || two == null || Arrays.equals(mine, other.line())) {
                return mine;
            }
            return SightingLine.write(Registers.join(one, two));
        }

        @Override
        public int compareTo(Side other) {
            if (sighting == null || other.sighting == null) {
                return Boolean.compare(sighting == null, other.sighting == null);
            }
            return ORDER.compare(sighting, other.sighting);
        }
    }
}
