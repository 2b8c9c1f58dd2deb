package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/** Reads files over SFTP, never through a link. */
final class SftpContents {

    private final SftpFiles files;

    SftpContents(SftpFiles files) {
        this.files = files;
    }

    String digests(String root, List<TreePath> part, Interruption interruption, Map<TreePath, Digest> digests)
            throws IOException {
        for (TreePath path : part) {
            if (interruption.raised()) {
                throw new Failure(
                        FailureCategory.INTERRUPTED, "read the peer's files", "it was stopped", "Start it again.");
            }
            if (file(root, path) == null) {
                continue;
            }
            try (InputStream in = new DigestInputStream(files.read(root + "/" + path), sha256())) {
                in.transferTo(OutputStream.nullOutputStream());
                Digest digest =
                        Digest.of(((DigestInputStream) in).getMessageDigest().digest());
                synchronized (digests) {
                    digests.put(path, digest);
                }
            } catch (SFTPException e) {
                leaveOut(e);
            }
        }
        return "";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void leaveOut(SFTPException e) throws SFTPException {
        if (!SftpFiles.isOfThePath(e)) {
            throw e;
        }
    }

    /** The file at a path that no link leads to. */
    @Nullable Entry file(String root, TreePath path) throws IOException {
        Entry entry = files.look(root + "/" + path);
        if (entry == null || entry.kind() != EntryKind.FILE) {
            return null;
        }
        return files.real(root + "/" + path.parent() + "/.").equals(real(root, path.parent())) ? entry : null;
    }

    private String real(String root, TreePath directory) throws IOException {
        String base = files.real(root);
        return directory.isRoot() ? base : base + "/" + directory;
    }

    void read(String root, List<TreePath> asked, Endpoint.Contents contents) throws IOException {
        for (TreePath path : asked) {
            Entry entry = file(root, path);
            if (entry != null) {
                offer(root, path, entry, contents);
            }
        }
    }

    private void offer(String root, TreePath path, Entry entry, Endpoint.Contents contents) throws IOException {
        InputStream in;
        try {
            in = files.read(root + "/" + path);
        } catch (SFTPException e) {
            leaveOut(e);
            return;
        }
        try (in) {
            contents.take(path, entry, in);
        }
    }
}
