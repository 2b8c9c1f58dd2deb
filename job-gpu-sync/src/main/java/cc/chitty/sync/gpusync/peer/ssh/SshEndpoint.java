package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.MachineNote;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Parts;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A peer that is reached over SSH and has a shell. */
final class SshEndpoint implements Endpoint, SshRoute.Reachable, Packing.Target {

    private static final int MOST_COMMANDS = 4;

    private final SshConnection connection;
    private final RemoteShell shell;
    private final Consumer<RemoteShell> leaving;
    private final Probe probe;
    private final Userland userland;
    private final ShellStaging stagings;
    private final Map<String, String> made = new HashMap<>();
    private @Nullable SftpEndpoint sftp;

    /** @param leaving takes the shell and its connection when they are not needed here any more */
    SshEndpoint(RemoteShell shell, Probe probe, Userland userland, Consumer<RemoteShell> leaving) {
        this.connection = shell.connection();
        this.shell = shell;
        this.leaving = leaving;
        this.probe = probe;
        this.userland = userland;
        this.stagings = new ShellStaging(shell, userland, probe.facts().home());
    }

    @Override
    public EndpointFacts facts() {
        return probe.facts();
    }

    @Override
    public MachineNote machine() {
        MachineNote told = probe.machine();
        return told == null ? Endpoint.super.machine() : told;
    }

    @Override
    public List<Scanned> scan(List<Scope> scopes, Interruption interruption) {
        if (interruption.raised()) {
            throw interrupted();
        }
        return scopes.isEmpty()
                ? List.of()
                : trying(
                        "look at files",
                        () -> new ShellScan(scopes, facts().home(), userland, interruption).run(shell));
    }

    @Override
    public SortedMap<TreePath, Entry> look(String root, Collection<TreePath> paths) {
        return trying("look at files", () -> ShellLook.below(shell, userland, root, paths));
    }

    @Override
    public boolean isStill(List<Scope> scopes, List<String> listings, Interruption interruption) {
        if (interruption.raised()) {
            throw interrupted();
        }
        return userland == Userland.FIND_PRINTF
                && trying(
                        "look at files",
                        () -> new ShellScan(scopes, facts().home(), userland, interruption).comesTo(listings, shell));
    }

    private static cc.chitty.sync.kernel.run.Failure interrupted() {
        return new cc.chitty.sync.kernel.run.Failure(
                cc.chitty.sync.kernel.run.FailureCategory.INTERRUPTED,
                "look at the peer's files",
                "it was stopped",
                "Start it again.");
    }

    @Override
    public Map<TreePath, Digest> digests(String root, List<TreePath> files, Interruption interruption) {
        if (interruption.raised()) {
            throw interrupted();
        }
        return trying(
                "compute digests",
                () -> new ShellDigests(shell, root).of(files, Math.min(MOST_COMMANDS, probe.cores())));
    }

    @Override
    public void read(String root, List<TreePath> files, Contents contents) {
        trying("read files", () -> {
            if (stagings.canPack()) {
                stagings.read(root, files, contents);
            } else {
                sftp().read(root, files, contents);
            }
            return "";
        });
    }

    private synchronized SftpEndpoint sftp() throws IOException {
        SftpEndpoint known = sftp;
        if (known == null) {
            known = SftpEndpoint.over(connection, "");
            sftp = known;
            connection.doubt(); // its channel ends with the connection
        }
        return known;
    }

    @Override
    public synchronized String staging(String root, String run) {
        return made.computeIfAbsent(run + "\0" + root, key -> trying("stage", () -> stagings.make(root, run)));
    }

    @Override
    public synchronized void discard(String staging) {
        made.values().remove(staging);
        trying("discard what was staged", () -> {
            stagings.discard(staging);
            return "";
        });
    }

    @Override
    public synchronized void discardLeft(Set<String> roots, Interruption interruption) {
        made.clear();
        trying("discard what was staged", () -> {
            stagings.discardLeft(roots);
            return "";
        });
    }

    @Override
    public void stage(String staging, List<StagedContent> contents) {
        trying("stage", () -> {
            stagings.stage(staging, contents);
            return "";
        });
    }

    @Override
    public List<Outcome> publish(Publication publication) {
        return trying("make changes", () -> new ShellPublication(shell, userland, publication).run());
    }

    @Override
    public Optional<String> note(String directory, String name) {
        return trying("read a note", () -> new ShellNotes(shell, directory, name).text());
    }

    @Override
    public boolean putNote(String directory, String name, @Nullable String expected, byte[] content) {
        return trying("write a note", () -> new ShellNotes(shell, directory, name).put(expected, content));
    }

    @Override
    public boolean removeNote(String directory, String name, String expected) {
        return trying("remove a note", () -> new ShellNotes(shell, directory, name).remove(expected));
    }

    @Override
    public Optional<Long> freeBytes(String path) {
        return trying("ask for the free space", () -> {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            shell.script(
                    "p=$1; while [ ! -e \"$p\" ] && [ -n \"$p\" ]; do p=${p%/*}; done; LC_ALL=C df -P -k \"${p:-/}\"",
                    List.of(path),
                    new Streams(Streams.nothing(), Streams.to(output), new cc.chitty.sync.gpusync.peer.LastWords()));
            return free(output.toString(StandardCharsets.UTF_8));
        });
    }

    /** The fourth column of the last line, in KiB; the first may have spaces in it. */
    static Optional<Long> free(String df) {
        List<String> lines = df.lines().toList();
        if (lines.size() < 2) {
            return Optional.empty();
        }
        String[] columns = lines.get(1).split("\\s+", -1);
        for (int i = columns.length - 2; i >= 1; i--) {
            if (columns[i].matches("[0-9]+%") && columns[i - 1].matches("[0-9]+")) {
                return Optional.of(Long.parseLong(columns[i - 1]) * 1024);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Parts> parts() {
        try {
            return sftp().parts();
        } catch (IOException e) {
            if (connection.isAlive()) {
                return Optional.empty(); // a server without SFTP
            }
            throw connection.broken("open a channel for files", e);
        }
    }

    @Override
    public Optional<RemotePrograms> programs() {
        return Optional.of(shell);
    }

    @Override
    public SshRoute route() {
        return connection.route();
    }

    @Override
    public void openRoute() {
        connection.openRoute();
    }

    @Override
    public void unpack(String staging, Packing packing) {
        trying("stage", () -> {
            stagings.unpack(staging, packing);
            return "";
        });
    }

    @Override
    public void close() {
        leaving.accept(shell);
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
