package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.Looks;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Parts;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.peer.Spelling;
import cc.chitty.sync.gpusync.peer.StagingPlace;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.SFTPException;

/** A peer that is reached over SSH and takes files only: no programs, whole seconds, digests by reading everything. */
final class SftpEndpoint implements Endpoint {

    private static final int AT_ONCE = 8;

    private final SshConnection connection;
    private final SftpFiles files;
    private final SftpContents contents;
    private final EndpointFacts facts;

    /**
     * Which of the candidates is taken for a root. It is tried once: to try it changes the root, whose time a publication may just
     * have set, as what comes next is staged meanwhile.
     */
    private final Map<String, Integer> near = new ConcurrentHashMap<>();

    private SftpEndpoint(SshConnection connection, SftpFiles files, EndpointFacts facts) {
        this.connection = connection;
        this.files = files;
        this.contents = new SftpContents(files);
        this.facts = facts;
    }

    /** @param lacking what a shell there lacks to be of use; empty: it has none */
    static SftpEndpoint over(SshConnection connection, String lacking) throws IOException {
        SftpFiles files = new SftpFiles(
                connection.client().newSFTPClient(), connection.settings().quiet());
        String home = files.real(".");
        boolean respelled = !Spelling.other(home).equals(home) && files.look(Spelling.other(home)) != null;
        EndpointFacts facts = new EndpointFacts(
                connection.host().name(),
                connection.host().user(),
                home,
                "unknown",
                lacking.isEmpty() ? Map.of() : Map.of(EndpointFacts.LACKING, lacking),
                Duration.ZERO,
                Spelling.judge("unknown", home, respelled));
        return new SftpEndpoint(connection, files, facts);
    }

    @Override
    public EndpointFacts facts() {
        return facts;
    }

    @Override
    public List<Scanned> scan(List<Scope> scopes, Interruption interruption) {
        return trying("look at files", () -> {
            List<Scanned> scanned = new ArrayList<>();
            for (Scope scope : scopes) {
                scanned.add(new SftpWalk(files, scope, interruption).scan());
            }
            return scanned;
        });
    }

    /** OpenSSH leaves out of a listing what {@code lstat} fails on, as a dead mount. */
    @Override
    public boolean tellsAll() {
        return false;
    }

    @Override
    public SortedMap<TreePath, Entry> look(String root, Collection<TreePath> paths) {
        return trying("look at files", () -> {
            Map<TreePath, Entry> seen = new ConcurrentHashMap<>();
            List<TreePath> needed = List.copyOf(Looks.needed(paths));
            Parallel.split(needed, Math.max(1, Math.min(AT_ONCE, needed.size())), part -> look(root, part, seen));
            return Looks.of(paths, seen::get);
        });
    }

    private boolean look(String root, List<TreePath> paths, Map<TreePath, Entry> seen) throws IOException {
        for (TreePath path : paths) {
            Entry entry = files.look(path.isRoot() ? root + "/." : root + "/" + path);
            if (entry != null) {
                seen.put(path, entry);
            }
        }
        return true;
    }

    @Override
    public Map<TreePath, Digest> digests(String root, List<TreePath> asked, Interruption interruption) {
        return trying("read files", () -> {
            Map<TreePath, Digest> digests = new HashMap<>();
            if (!asked.isEmpty()) {
                Parallel.split(
                        asked,
                        Math.min(AT_ONCE, asked.size()),
                        part -> contents.digests(root, part, interruption, digests));
            }
            return digests;
        });
    }

    @Override
    public void read(String root, List<TreePath> asked, Contents contents) {
        trying("read files", () -> {
            this.contents.read(root, asked, contents);
            return "";
        });
    }

    @Override
    public String staging(String root, String run) {
        return trying("stage", () -> {
            List<String> candidates = StagingPlace.candidates(facts.home(), root, run);
            Integer known = near.get(root);
            if (known != null && tryMake(candidates.get(known))) {
                return candidates.get(known);
            }
            int found = nearest(candidates, root);
            near.put(root, found);
            return candidates.get(found);
        });
    }

    private int nearest(List<String> candidates, String root) throws IOException {
        for (int i = 0; i < candidates.size(); i++) {
            if (tryMake(candidates.get(i)) && isNear(candidates.get(i), root)) {
                return i;
            }
        }
        return 0;
    }

    private boolean tryMake(String directory) throws IOException {
        try {
            files.makeDirectories(directory);
            return true;
        } catch (SFTPException e) {
            SftpContents.leaveOut(e);
            return false;
        }
    }

    /** Whether something can be renamed from there to the root: tried, since SFTP does not tell file systems apart. */
    private boolean isNear(String staging, String root) throws IOException {
        String above = root;
        while (above.lastIndexOf('/') > 0 && files.look(above + "/.") == null) {
            above = above.substring(0, above.lastIndexOf('/'));
        }
        String probe = staging + "/.chittysync-probe";
        String moved = above + "/" + StagingPlace.NAME + "-probe";
        try {
            files.makeDirectory(probe, 0700);
            files.rename(probe, moved);
            files.removeDirectory(moved);
            return true;
        } catch (SFTPException e) {
            SftpContents.leaveOut(e);
            if (files.look(probe) != null) {
                files.removeDirectory(probe);
            }
            return false;
        }
    }

    @Override
    public void discard(String staging) {
        String directory = StagingPlace.requireDiscardable(staging);
        trying("discard what was staged", () -> {
            if (files.look(directory) != null) {
                delete(directory);
                removeIfEmpty(directory.substring(0, directory.lastIndexOf('/')));
            }
            return "";
        });
    }

    private void delete(String directory) throws IOException {
        for (RemoteResourceInfo info : files.list(directory)) {
            String path = directory + "/" + info.getName();
            if (info.isDirectory()) {
                delete(path);
            } else {
                files.remove(path);
            }
        }
        files.removeDirectory(directory);
    }

    private void removeIfEmpty(String directory) throws IOException {
        try {
            files.removeDirectory(directory);
        } catch (SFTPException e) {
            SftpContents.leaveOut(e);
        }
    }

    @Override
    public void stage(String staging, List<StagedContent> contents) {
        String directory = StagingPlace.require(staging);
        trying("stage", () -> {
            for (StagedContent content : contents) {
                String path = directory + "/" + content.path();
                files.makeDirectories(path.substring(0, path.lastIndexOf('/')));
                try (InputStream in = content.source().open()) {
                    files.write(path, in, content.mode(), content.modified());
                }
            }
            return "";
        });
    }

    @Override
    public long keptTime(long modified) {
        return SftpFiles.nearest(modified);
    }

    @Override
    public List<Outcome> publish(Publication publication) {
        return trying("make changes", () -> new SftpPublication(files, publication).run());
    }

    @Override
    public Optional<Long> freeBytes(String path) {
        return trying("ask for the free space", () -> {
            String at = path;
            while (at.lastIndexOf('/') > 0 && files.look(at) == null) {
                at = at.substring(0, at.lastIndexOf('/'));
            }
            return files.freeBytes(at);
        });
    }

    @Override
    public Optional<Parts> parts() {
        return Optional.of(new SftpParts(connection, files, contents));
    }

    @Override
    public Optional<RemotePrograms> programs() {
        return Optional.empty();
    }

    @Override
    public void close() {
        connection.close();
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
