package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.SpliceWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Files of lines that are only ever appended to. */
final class Lines {

    private Lines() {}

    /** The lines of the first file, then those that only the second has. One month of one device: held in memory. */
    static Path union(Path first, Path second, Path out) throws IOException {
        Set<String> seen = new HashSet<>();
        try (SpliceWriter writer = new SpliceWriter(out)) {
            for (Path file : new Path[] {first, second}) {
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (seen.add(line)) {
                            write(writer, line);
                        }
                    }
                }
            }
            writer.sync();
        }
        return out;
    }

    /** The lines that are as they should be, and how many are not. */
    static long select(Path file, Predicate<String> good, Path out) throws IOException {
        long left = 0;
        try (BufferedReader lines = Files.newBufferedReader(file);
                SpliceWriter writer = new SpliceWriter(out)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (good.test(line)) {
                    write(writer, line);
                } else {
                    left++;
                }
            }
            writer.sync();
        }
        return left;
    }

    /** Writes the file with each line changed; returns how many were. */
    static long rewrite(Path file, UnaryOperator<String> change, Path out) throws IOException {
        long changed = 0;
        try (BufferedReader lines = Files.newBufferedReader(file);
                SpliceWriter writer = new SpliceWriter(out)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String now = change.apply(line);
                changed += now.equals(line) ? 0 : 1;
                write(writer, now);
            }
            writer.sync();
        }
        return changed;
    }

    private static void write(SpliceWriter writer, String line) throws IOException {
        writer.write((line + '\n').getBytes(StandardCharsets.UTF_8));
    }
}
