package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.RenameFlags;
import net.schmizz.sshj.sftp.Request;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPClient;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/**
 * The file operations of SFTP, with the extensions of OpenSSH; paths are absolute. SSHJ's own transfers are not used: they open files
 * to others, write in place and follow links. Safe for use by several threads.
 */
final class SftpFiles implements AutoCloseable {

    private static final long SECOND = 1_000_000_000L;
    private static final int SPECIAL = 07000;
    private static final long LAST_SECOND = (1L << 32) - 1;
    /** Of the protocol: write, make it if it is not there; and cut off what is there. */
    private static final int FOR_WRITING = 2 + 8;

    private static final int FROM_THE_BEGINNING = 16;
    private static final int IN_FLIGHT = 64;
    /** OpenSSH ends the channel over longer messages, and SSHJ does not split them. */
    private static final int PIECE = 30_000;

    /** Bytes that are written and not confirmed yet, at the most. */
    static final long MOST_ON_THEIR_WAY = (IN_FLIGHT + 2L) * PIECE;

    private final SFTPClient client;

    SftpFiles(SFTPClient client, Duration quiet) {
        this.client = client;
        client.getSFTPEngine().setTimeoutMs(Math.toIntExact(quiet.toMillis()));
    }

    /** What is there; null: nothing. Trouble with the path is an unreadable entry, trouble with the connection an exception. */
    @Nullable Entry look(String path) throws IOException {
        try {
            return entry(path, client.lstat(path));
        } catch (SFTPException e) {
            return switch (status(e)) {
                case NO_SUCH_FILE -> null;
                case PERMISSION_DENIED -> Entry.unreadable("permission denied");
                case FAILURE, BAD_MESSAGE ->
                    isBelowNoDirectory(path) ? null : Entry.unreadable("it cannot be looked at");
                default -> throw e;
            };
        }
    }

    /** The protocol has no word for it, and of OpenSSH a name that is too long for the disk is a bad message. */
    private boolean isBelowNoDirectory(String path) throws IOException {
        String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        Entry above = parent.equals("/") || parent.equals(path) ? null : look(parent);
        return above != null && above.kind() != EntryKind.DIRECTORY && above.kind() != EntryKind.UNREADABLE;
    }

    private Entry entry(String path, FileAttributes seen) throws IOException {
        // SSHJ takes seconds after 2038 for negative ones
        Stamp stamp = new Stamp(seen.getSize(), (seen.getMtime() & LAST_SECOND) * SECOND, 0, 0);
        int mode = seen.getMode().getPermissionsMask() & 0777;
        return switch (seen.getType()) {
            case REGULAR -> Entry.file(mode, stamp, null);
            case DIRECTORY -> Entry.directory(mode, stamp);
            case SYMLINK -> link(client.readlink(path), stamp);
            default -> Entry.other(stamp);
        };
    }

    private static Entry link(String target, Stamp stamp) {
        return target.indexOf('\uFFFD') < 0 ? Entry.link(target, stamp) : Entry.linkToNoText();
    }

    /** What is in a directory, by name. */
    List<RemoteResourceInfo> list(String directory) throws IOException {
        return client.ls(directory);
    }

    Entry entry(RemoteResourceInfo info, String path) throws IOException {
        return entry(path, info.getAttributes());
    }

    static StatusCode status(SFTPException e) {
        return e.getStatusCode() == null ? StatusCode.UNKNOWN : e.getStatusCode();
    }

    /** Whether an exception is about the path and not about the connection. */
    static boolean isOfThePath(SFTPException e) {
        return switch (status(e)) {
            case NO_SUCH_FILE, PERMISSION_DENIED, FAILURE, OP_UNSUPPORTED, BAD_MESSAGE -> true;
            default -> false;
        };
    }

    String real(String path) throws IOException {
        return client.canonicalize(path);
    }

    void makeDirectory(String path, int mode) throws IOException {
        client.getSFTPEngine()
                .makeDir(
                        path, new FileAttributes.Builder().withPermissions(mode).build());
        client.chmod(path, mode);
    }

    /** With those above it. */
    void makeDirectories(String path) throws IOException {
        if (path.isEmpty() || path.equals("/") || look(path) != null) {
            return;
        }
        makeDirectories(path.substring(0, path.lastIndexOf('/')));
        try {
            makeDirectory(path, 0700);
        } catch (SFTPException e) {
            if (look(path) == null) {
                throw e;
            }
        }
    }

    /** The library turns the two around against OpenSSH. */
    void makeLink(String path, String target) throws IOException {
        client.symlink(target, path);
    }

    /** Over what is there. */
    void rename(String from, String to) throws IOException {
        client.rename(from, to, EnumSet.of(RenameFlags.OVERWRITE));
    }

    void remove(String path) throws IOException {
        client.rm(path);
    }

    void removeDirectory(String path) throws IOException {
        client.rmdir(path);
    }

    void setMode(String path, int mode) throws IOException {
        client.chmod(path, mode);
    }

    /** Other permissions for what is there; set-user-id, set-group-id and sticky stay, and nothing is set where nothing changes. */
    void changeMode(String path, int mode) throws IOException {
        int now = client.lstat(path).getMode().getPermissionsMask();
        int wanted = (now & SPECIAL) | mode;
        if (wanted != now) {
            client.chmod(path, wanted);
        }
    }

    /** Adds what a file has of set-user-id, set-group-id and sticky to a copy of it that is of the same user and group. */
    void copyBits(String from, String to) throws IOException {
        FileAttributes before = client.lstat(from);
        FileAttributes now = client.lstat(to);
        int special = before.getMode().getPermissionsMask() & SPECIAL;
        if (special != 0 && before.getUID() == now.getUID() && before.getGID() == now.getGID()) {
            client.chmod(to, now.getMode().getPermissionsMask() | special);
        }
    }

    /** The nearest time that the protocol can tell: it knows whole seconds from 1970 to 2106. */
    static long nearest(long modified) {
        return Math.max(0, Math.min(Math.floorDiv(modified, SECOND), LAST_SECOND)) * SECOND;
    }

    void setTime(String path, long modified) throws IOException {
        client.setattr(path, times(modified));
    }

    private static FileAttributes times(long modified) {
        long seconds = nearest(modified) / SECOND;
        return new FileAttributes.Builder().withAtimeMtime(seconds, seconds).build();
    }

    /** Of the link itself, in whole seconds; nothing where the server does not know that. */
    void setLinkTime(String path, long modified) throws IOException {
        if (client.getSFTPEngine().supportsServerExtension("lsetstat", "openssh.com")) {
            ask(client.getSFTPEngine()
                            .newExtendedRequest("lsetstat@openssh.com")
                            .putString(path, StandardCharsets.UTF_8)
                            .putFileAttributes(times(modified)))
                    .ensureStatusPacketIsOK();
        }
    }

    /** A second name of a file; false where the server does not know that. */
    boolean hardLink(String path, String name) throws IOException {
        try {
            Request request = client.getSFTPEngine().newExtendedRequest("hardlink@openssh.com");
            ask(request.putString(path, StandardCharsets.UTF_8).putString(name, StandardCharsets.UTF_8))
                    .ensureStatusPacketIsOK();
            return true;
        } catch (SFTPException e) {
            if (isOfThePath(e)) {
                return false;
            }
            throw e;
        }
    }

    private Response ask(Request request) throws IOException {
        return client.getSFTPEngine()
                .request(request)
                .retrieve(client.getSFTPEngine().getTimeoutMs(), TimeUnit.MILLISECONDS);
    }

    /** Reads a file; the caller closes it. */
    InputStream read(String path) throws IOException {
        return read(path, 0);
    }

    /** Reads a file from a byte on; the caller closes it. */
    InputStream read(String path, long from) throws IOException {
        RemoteFile file = client.open(path);
        InputStream ahead = file.new ReadAheadRemoteFileInputStream(IN_FLIGHT, from);
        return new java.io.FilterInputStream(ahead) {
            private boolean closed;

            /** Once: the server does not know the handle any more. */
            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    file.close();
                }
            }
        };
    }

    /** Writes a file, 0600 while it is written, and makes it durable where the server can. */
    void write(String path, InputStream content, int mode, long modified) throws IOException {
        write(path, 0, content);
        setMode(path, mode);
        setTime(path, modified);
    }

    /** Writes a file from a byte on, 0600, and makes it durable where the server can; from 0 on it begins anew. */
    void write(String path, long from, InputStream content) throws IOException {
        FileAttributes closed =
                new FileAttributes.Builder().withPermissions(0600).build();
        Response opened = ask(client.getSFTPEngine()
                .newRequest(PacketType.OPEN)
                .putString(path, StandardCharsets.UTF_8)
                .putUInt32(from == 0 ? FOR_WRITING + FROM_THE_BEGINNING : FOR_WRITING)
                .putFileAttributes(closed));
        opened.ensurePacketTypeIs(PacketType.HANDLE);
        byte[] handle = opened.readBytes();
        try (RemoteFile file = new RemoteFile(client.getSFTPEngine(), path, handle)) {
            file.setAttributes(closed);
            OutputStream pipelined = file.new RemoteFileOutputStream(from, IN_FLIGHT);
            try (OutputStream out = new BufferedOutputStream(pipelined, PIECE)) {
                byte[] buffer = new byte[PIECE - 1];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            }
            sync(handle);
        }
    }

    private void sync(byte[] handle) throws IOException {
        if (client.getSFTPEngine().supportsServerExtension("fsync", "openssh.com")) {
            ask(client.getSFTPEngine().newExtendedRequest("fsync@openssh.com").putString(handle))
                    .ensureStatusPacketIsOK();
        }
    }

    Optional<Long> freeBytes(String path) throws IOException {
        if (!client.getSFTPEngine().supportsServerExtension("statvfs", "openssh.com")) {
            return Optional.empty();
        }
        Response told = ask(client.getSFTPEngine()
                .newExtendedRequest("statvfs@openssh.com")
                .putString(path, StandardCharsets.UTF_8));
        told.ensurePacketTypeIs(PacketType.EXTENDED_REPLY);
        told.readUInt64();
        long unit = told.readUInt64();
        told.readUInt64();
        told.readUInt64();
        return Optional.of(unit * told.readUInt64());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
