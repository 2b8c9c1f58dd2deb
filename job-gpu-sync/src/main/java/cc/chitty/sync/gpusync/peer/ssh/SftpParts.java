package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Parts;
import cc.chitty.sync.gpusync.peer.StagingPlace;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/** Parts of files at the other end, over SFTP: many pieces on their way at once, whatever the delay. */
final class SftpParts implements Parts {

    private final SshConnection connection;
    private final SftpFiles files;
    private final SftpContents contents;

    SftpParts(SshConnection connection, SftpFiles files, SftpContents contents) {
        this.connection = connection;
        this.files = files;
        this.contents = contents;
    }

    @Override
    public @Nullable Entry file(String root, TreePath path) {
        return trying("look at a file", () -> Optional.ofNullable(contents.file(root, path)))
                .orElse(null);
    }

    @Override
    public boolean read(String root, TreePath path, long from, Taker taker) {
        return trying("read a file", () -> contents.file(root, path) != null && offer(root + "/" + path, from, taker));
    }

    private boolean offer(String file, long from, Taker taker) throws IOException {
        InputStream in;
        try {
            in = files.read(file, from);
        } catch (SFTPException e) {
            SftpContents.leaveOut(e);
            return false;
        }
        try (in) {
            taker.take(in);
            return true;
        }
    }

    /** Without the pieces that may have been on their way together, of which an earlier one can be missing. */
    @Override
    public long held(Part part) {
        return trying("look at what is there", () -> {
            Entry entry = files.look(part.path());
            return entry == null || entry.kind() != EntryKind.FILE
                    ? 0L
                    : Math.max(0, entry.stamp().size() - SftpFiles.MOST_ON_THEIR_WAY);
        });
    }

    @Override
    public void write(Part part, long from, InputStream content) {
        trying("bring a large file", () -> {
            files.makeDirectories(part.directory());
            files.write(part.path(), from, content);
            return "";
        });
    }

    @Override
    public void finish(Part part, String staging, TreePath path, Entry source) {
        String place = StagingPlace.require(staging) + "/" + path;
        trying("bring a large file", () -> {
            files.makeDirectories(place.substring(0, place.lastIndexOf('/')));
            files.setMode(part.path(), source.mode());
            files.setTime(part.path(), source.stamp().modified());
            files.rename(part.path(), place);
            return "";
        });
    }

    @Override
    public void leave(String directory) {
        trying("tidy up", () -> {
            try {
                files.removeDirectory(StagingPlace.require(directory));
            } catch (SFTPException e) {
                SftpContents.leaveOut(e); // something is in it that another attempt brings
            }
            return "";
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T trying(String what, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw connection.broken(what, e);
        }
    }
}
