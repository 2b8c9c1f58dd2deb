package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The H2 file as a file: what can be seen of damage from outside, and how a damaged one is kept. */
final class DatabaseFile {

    /** H2 writes its header twice, each in a block of 4 KiB; less is no database. */
    private static final long HEADERS = 8192;

    /** Up to here a copy costs a few milliseconds and is made at every opening. In bytes. */
    static final long CHEAP_TO_COPY = 64L << 20;

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path path;
    private final Clock clock;

    DatabaseFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    static String time(Clock clock) {
        return TIME.format(clock.instant());
    }

    Path path() {
        return path;
    }

    boolean isEmptyOrMissing() throws IOException {
        return !Files.exists(path) || Files.size(path) == 0;
    }

    /** What is wrong with it from outside; empty where nothing is. */
    Optional<String> visibleDamage() throws IOException {
        if (!Files.exists(path)) {
            return Optional.of("the file is gone");
        }
        long size = Files.size(path);
        return size >= HEADERS ? Optional.empty() : Optional.of("the file has only " + size + " bytes");
    }

    /**
     * H2 may open a damaged file as an empty database and overwrite it, so a copy is put aside before. A large file which
     * looks sound is spared: what H2 overwrites without an error are small files in one chunk.
     *
     * @return the copy; one which an earlier, killed opening left is kept as it is
     */
    Optional<Copy> copyAside(Optional<Sidecar> sidecar) throws IOException {
        Path copy = path.resolveSibling(path.getFileName() + ".before-open");
        if (Files.exists(copy)) {
            return Optional.of(new Copy(copy, false));
        }
        long size = Files.size(path);
        boolean shrunk = sidecar.isPresent() && size < sidecar.get().size();
        if (size > CHEAP_TO_COPY && !shrunk && hasBothHeaders()) {
            return Optional.empty();
        }
        Path part = path.resolveSibling(path.getFileName() + ".before-open.part");
        Files.copy(path, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        return Optional.of(new Copy(copy, true));
    }

    /** The file as it was before H2 touched it; if it is not fresh, the file may have changed after it was made. */
    record Copy(Path path, boolean fresh) {

        /** The file was not opened after all: a copy made for that is of no use, an older one may be. */
        void forgetIfFresh() throws IOException {
            if (fresh) {
                Files.delete(path);
            }
        }
    }

    private boolean hasBothHeaders() throws IOException {
        try (var in = Files.newInputStream(path)) {
            byte[] headers = in.readNBytes((int) HEADERS);
            return headers.length == HEADERS && startsAHeader(headers, 0) && startsAHeader(headers, (int) HEADERS / 2);
        }
    }

    private static boolean startsAHeader(byte[] bytes, int at) {
        return bytes[at] == 'H' && bytes[at + 1] == ':' && bytes[at + 2] == '2';
    }

    /** Keeps the damaged file under a name with the time. Where H2 has touched it, a fresh copy is what is worth keeping. */
    Optional<Path> setAside(Optional<Copy> copy, String why) throws IOException {
        Path kept = path.resolveSibling(path.getFileName() + "." + why + "-" + time(clock));
        if (copy.isPresent()) {
            Files.move(copy.get().path(), kept, StandardCopyOption.ATOMIC_MOVE);
            if (copy.get().fresh()) {
                Files.delete(path);
            } else {
                Files.move(path, kept.resolveSibling(kept.getFileName() + "-opened"), StandardCopyOption.ATOMIC_MOVE);
            }
            return Optional.of(kept);
        }
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Files.move(path, kept, StandardCopyOption.ATOMIC_MOVE);
        return Optional.of(kept);
    }

    /** One connection, held open so that the file is opened once and Spring's pool attaches to it. */
    static SingleConnectionDataSource connect(RepositorySettings settings) throws SQLException, IOException {
        SingleConnectionDataSource source =
                new SingleConnectionDataSource(settings.url(), settings.user(), settings.password(), true);
        try {
            source.initConnection();
            makePrivate(settings.file());
            return source;
        } catch (SQLException | IOException failed) {
            source.destroy();
            throw failed;
        }
    }

    /** H2 makes its file, and another one when it compacts it, with whatever mode the process has. */
    static void makePrivate(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(PRIVATE)) {
            Files.setPosixFilePermissions(file, PRIVATE);
        }
    }

    /** Throws if H2 could not open the file for a reason that is not damage: then nothing must be set aside. */
    void refuseUnlessDamaged(SQLException failed) {
        MVStoreException store = RepositoryFailure.cause(failed, MVStoreException.class);
        int code = store == null ? 0 : store.getErrorCode();
        if (failed.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1 || code == DataUtils.ERROR_FILE_LOCKED) {
            throw failure(FailureCategory.BUSY, failed, "Close the other program which has the file open.");
        }
        if (failed.getErrorCode() == ErrorCode.WRONG_USER_OR_PASSWORD) {
            throw failure(FailureCategory.USAGE, failed, "Correct spring.datasource.username and .password.");
        }
        if (code == DataUtils.ERROR_UNSUPPORTED_FORMAT) {
            throw failure(FailureCategory.REFUSED, failed, "A newer H2 wrote this file: run the newer ChittySync.");
        }
        if (code == DataUtils.ERROR_WRITING_FAILED
                || RepositoryFailure.cause(failed, FileSystemException.class) != null) {
            Optional<Failure> room = RepositoryFailure.noRoom(path, "open the job repository", failed);
            if (room.isPresent()) {
                throw room.get();
            }
            throw failure(FailureCategory.RETRYABLE, failed, "See that the disk has room and the file may be written.");
        }
    }

    private Failure failure(FailureCategory category, SQLException failed, String remedy) {
        return new Failure(category, "open " + path, RepositoryFailure.seen(failed), remedy, failed);
    }
}
