package cc.chitty.sync.consolidate.source.sqlite;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;

/** The files of one SQLite database: the main one, its write-ahead log and its rollback journal. */
public record DatabaseFiles(Path main) {

    /** Magic, versions, page size, checkpoint number, salts and checksums: it changes whenever the log starts over. */
    private static final int LOG_HEADER = 32;

    /** A rollback journal whose header is zeroed or empty belongs to no transaction. */
    private static final int JOURNAL_MAGIC = 8;

    /** What tells whether a copy that was made between two looks is one state of the database. */
    record Look(String log, String journal, Stamp main) {

        /**
         * While the log keeps its header it is only appended to, so it overrides whatever a checkpoint moved into the
         * main file in between. Without a log the main file itself must not have changed.
         */
        boolean isSteady(Look later) {
            return isQuiet() && later.isQuiet() && log.equals(later.log) && (hasLog() || main.equals(later.main));
        }

        boolean hasLog() {
            return !log.isEmpty();
        }

        private boolean isQuiet() {
            return journal.chars().allMatch(digit -> digit == '0');
        }
    }

    public Path log() {
        return beside("-wal");
    }

    /** The stamp of the main file, with the log's where there is one: a commit may change only the log. */
    public Stamp stamp() throws IOException {
        Stamp stamp = Stamp.of(Files.readAttributes(main, BasicFileAttributes.class));
        try {
            Stamp log = Stamp.of(Files.readAttributes(log(), BasicFileAttributes.class));
            return log.size() == 0 ? stamp : stamp.with("-wal", log);
        } catch (NoSuchFileException absent) {
            return stamp;
        }
    }

    /** Hands on the database with its stamp, if there is one; a log that cannot be looked at is a problem of it. */
    public static void find(Path main, FoundFiles found) {
        try {
            if (Files.isRegularFile(main)) {
                found.file(main, new DatabaseFiles(main).stamp());
            }
        } catch (NoSuchFileException vanished) {
            return;
        } catch (IOException e) {
            found.problem(main, new Problem(main.toString(), "cannot be looked at: " + e));
        }
    }

    Look look() throws IOException {
        String log = start(log(), LOG_HEADER);
        String journal = start(beside("-journal"), JOURNAL_MAGIC);
        return new Look(log, journal, Stamp.of(Files.readAttributes(main, BasicFileAttributes.class)));
    }

    private Path beside(String suffix) {
        return main.resolveSibling(main.getFileName() + suffix);
    }

    /** The first bytes in hexadecimal, empty if there is no such file. */
    private static String start(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return HexFormat.of().formatHex(in.readNBytes(bytes));
        } catch (NoSuchFileException absent) {
            return "";
        }
    }
}
