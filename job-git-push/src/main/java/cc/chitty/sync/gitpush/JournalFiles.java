package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalScan;
import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SightingLine;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is done to whole journals: check, join, rewrite. All but {@link #salvage} go line by line. */
final class JournalFiles {

    /** The order of a journal's lines. */
    static final Comparator<Sighting> ORDER =
            Comparator.comparing(Sighting::todo).thenComparing(Sighting::session);

    private JournalFiles() {}

    /** What is wrong with a journal, null if nothing: an unsorted one would hide todos from a search. */
    static @Nullable String defect(Path journal, String device) throws IOException {
        return Files.exists(journal)
                ? JournalScan.of(journal, Files.size(journal), device, sighting -> {})
                        .defect()
                : null;
    }

    /** Writes the lines that can be read, sorted and joined. For files that somebody damaged: holds them in memory. */
    static void salvage(Path journal, String device, Path out) throws IOException {
        TreeMap<Sighting, Sighting> registers = new TreeMap<>(ORDER);
        JournalScan.of(
                journal, Files.size(journal), device, sighting -> registers.merge(sighting, sighting, Registers::join));
        write(registers.values(), out);
    }

    /**
     * A version that somebody else may have damaged, as one that can be read from end to end.
     *
     * @param salvaged where what can be read of a damaged one is written
     * @return the journal itself where nothing is wrong with it, or it is not there
     */
    static Path sound(Path journal, String device, Path salvaged) throws IOException {
        if (defect(journal, device) == null) {
            return journal;
        }
        salvage(journal, device, salvaged);
        return salvaged;
    }

    /** All sightings of a journal; none where there is no file. */
    static Set<Sighting> sightings(Path journal, String device) throws IOException {
        Set<Sighting> sightings = new HashSet<>();
        try (SortedFile file = SortedFile.open(journal)) {
            LineCursor cursor = file.cursor();
            while (cursor != null && cursor.next()) {
                sightings.add(read(journal, cursor, device));
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
            Side left = new Side(one, a.cursor(), device);
            Side right = new Side(other, b.cursor(), device);
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
            Side left = new Side(now, a.cursor(), device);
            Side right = new Side(before, b.cursor(), device);
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
                Sighting sighting = read(journal, cursor, device);
                changed += change.apply(sighting).equals(sighting) ? 0 : 1;
            }
        }
        if (changed > 0) {
            TreeMap<Sighting, Sighting> registers = new TreeMap<>(ORDER);
            try (SortedFile file = SortedFile.open(journal)) {
                LineCursor cursor = file.cursor();
                while (cursor != null && cursor.next()) {
                    Sighting sighting = change.apply(read(journal, cursor, device));
                    registers.merge(sighting, sighting, Registers::join);
                }
            }
            write(registers.values(), out);
        }
        return changed;
    }

    /** The line of a journal that has to be sound. What the parser would say repeats what stands in the file. */
    private static Sighting read(Path journal, LineCursor cursor, String device) {
        try {
            return SightingLine.read(cursor.array(), cursor.offset(), cursor.length(), device);
        } catch (RuntimeException e) {
            if (!SightingLine.isUnreadable(e)) {
                throw e;
            }
            throw new Failure(
                    FailureCategory.DAMAGED,
                    "read " + journal,
                    "the line from byte " + cursor.start() + " is no sighting of a todo",
                    "`chittysync consolidate --full` brings back what it can and keeps the damaged file.");
        }
    }

    /** One of the two files on its way. */
    private static final class Side implements Comparable<Side> {
        private final Path journal;
        private final @Nullable LineCursor cursor;
        private final String device;
        private @Nullable Sighting sighting;

        Side(Path journal, @Nullable LineCursor cursor, String device) {
            this.journal = journal;
            this.cursor = cursor;
            this.device = device;
            advance();
        }

        void advance() {
            sighting = cursor != null && cursor.next() ? read(journal, cursor, device) : null;
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
