package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.Contents;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.LastWords;
import cc.chitty.sync.gpusync.peer.StagingPlace;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Staging directories of a peer with a shell, and packed streams into and out of it. */
final class ShellStaging {

    private static final int IN_MEMORY = 8 << 20;

    /** Directories of parts, and then those of staging directories, of which only what runs have left goes. */
    private static final String DISCARD_LEFT = """
        e=0
        gone() { if [ -d "$1" ] && [ ! -L "$1" ]; then rm -rf -- "$1" || e=8; fi; }
        for p; do
            case $p in
                */%s)
                    if [ ! -d "$p" ] || [ -L "$p" ]; then continue; fi
                    for d in "$p"/sync-*; do gone "$d"; done
                    rmdir -- "$p" 2>/dev/null ;;
                *) [ -L "${p%%/*}" ] || gone "$p" ;;
            esac
        done
        exit $e
        """.formatted(StagingPlace.NAME);

    private final RemoteShell shell;
    private final Userland userland;
    private final String home;
    private final Map<String, List<Integer>> order = new HashMap<>();
    private PackedStream.@Nullable Dialect dialect;

    ShellStaging(RemoteShell shell, Userland userland, String home) {
        this.shell = shell;
        this.userland = userland;
        this.home = home;
    }

    /** The first place on the file system of the root that can be written. */
    String make(String root, String run) throws IOException {
        List<String> candidates = StagingPlace.candidates(home, root, run);
        List<Integer> known = order.get(root);
        if (known == null) {
            known = order(root, candidates);
            order.put(root, known);
        }
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        shell.script(
                "umask 077; for d; do if mkdir -p -- \"$d\" && [ -w \"$d\" ]; then printf %s \"$d\"; exit 0; fi; done",
                known.stream().map(candidates::get).toList(), new Streams(Streams.nothing(), Streams.to(made), errors));
        String staging = made.toString(StandardCharsets.UTF_8);
        if (!candidates.contains(staging)) {
            throw failure("make a staging directory for " + root, errors);
        }
        return staging;
    }

    /** Which of the candidates are tried, the best first: those on the root's file system, else the first. */
    private List<Integer> order(String root, List<String> candidates) throws IOException {
        Set<String> asked = new LinkedHashSet<>();
        candidates.forEach(it -> addAbove(it, asked));
        addAbove(root + "/.", asked);
        ShellLook look = ShellLook.at(shell, userland, asked);
        String wanted = device(look, root + "/.");
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (device(look, candidates.get(i)).equals(wanted)) {
                order.add(i);
            }
        }
        order.add(0);
        return order;
    }

    private static void addAbove(String path, Set<String> paths) {
        for (String at = path; at.lastIndexOf('/') > 0; at = at.substring(0, at.lastIndexOf('/'))) {
            paths.add(at);
        }
        paths.add("/");
    }

    /** That of the path, or of the nearest one above it that is there. */
    private static String device(ShellLook look, String path) {
        for (String at = path; at.lastIndexOf('/') > 0; at = at.substring(0, at.lastIndexOf('/'))) {
            if (!look.device(at).isEmpty()) {
                return look.device(at);
            }
        }
        return look.device("/");
    }

    void discard(String staging) throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exit = shell.script(
                "rm -rf -- \"$1\" && rmdir -- \"${1%/*}\" 2>/dev/null; [ ! -e \"$1\" ]",
                List.of(StagingPlace.requireDiscardable(staging)),
                new Streams(Streams.nothing(), Streams.to(OutputStream.nullOutputStream()), errors));
        if (exit != 0) {
            throw failure("delete " + staging, errors);
        }
    }

    /** What runs have left of these roots. */
    void discardLeft(Set<String> roots) throws IOException {
        StagingPlace.Left left = StagingPlace.left(home, roots);
        List<String> directories = new ArrayList<>(left.parts());
        directories.addAll(left.places());
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exit = shell.script(
                DISCARD_LEFT,
                directories,
                new Streams(Streams.nothing(), Streams.to(OutputStream.nullOutputStream()), errors));
        if (exit != 0) {
            throw failure("delete what was staged", errors);
        }
    }

    /** Packs something into a directory there. */
    void unpack(String staging, Packing packing) throws IOException {
        PackedStream.Dialect dialect = dialect();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exit = shell.script(
                "umask 077; mkdir -p -- \"$1\" && cd -P -- \"$1\" && exec tar -xpof -",
                List.of(StagingPlace.require(staging)),
                new Streams(
                        out -> {
                            try (PackedStream tar = new PackedStream(out, dialect)) {
                                packing.pack(tar);
                            }
                        },
                        Streams.to(OutputStream.nullOutputStream()),
                        errors));
        if (exit != 0) {
            throw failure("write to " + staging, errors);
        }
    }

    /** Whether its tar takes a NUL-separated list of names to pack. */
    boolean canPack() throws IOException {
        return dialect() == PackedStream.Dialect.PAX;
    }

    private synchronized PackedStream.Dialect dialect() throws IOException {
        PackedStream.Dialect known = dialect;
        if (known == null) {
            ByteArrayOutputStream version = new ByteArrayOutputStream();
            shell.script(
                    "tar --version", List.of(), new Streams(Streams.nothing(), Streams.to(version), new LastWords()));
            String text = version.toString(StandardCharsets.UTF_8);
            known = text.contains("GNU tar") || text.contains("bsdtar")
                    ? PackedStream.Dialect.PAX
                    : PackedStream.Dialect.OLD_GNU;
            dialect = known;
        }
        return known;
    }

    void stage(String staging, List<StagedContent> contents) throws IOException {
        unpack(staging, tar -> {
            for (StagedContent content : contents) {
                pack(tar, content);
            }
        });
    }

    /** The size has to be told before the content. */
    private static void pack(PackedStream tar, StagedContent content) throws IOException {
        try (InputStream in = content.source().open()) {
            byte[] start = in.readNBytes(IN_MEMORY);
            if (start.length < IN_MEMORY) {
                add(tar, content, start.length, new ByteArrayInputStream(start));
                return;
            }
            Path spool = Files.createTempFile("chittysync-", ".part");
            try (OutputStream out = Files.newOutputStream(spool)) {
                out.write(start);
                in.transferTo(out);
            }
            try (InputStream spooled = Files.newInputStream(spool)) {
                add(tar, content, Files.size(spool), spooled);
            } finally {
                Files.delete(spool);
            }
        }
    }

    private static void add(PackedStream tar, StagedContent content, long size, InputStream in) throws IOException {
        tar.add(content.path(), content.mode(), content.modified(), size, in);
    }

    /** Offers files in the order asked for, as one packed stream. */
    void read(String root, List<TreePath> files, Contents contents) throws IOException {
        Map<String, TreePath> present = new LinkedHashMap<>();
        Map<TreePath, Entry> entries = new LinkedHashMap<>();
        ShellLook look = ShellLook.at(shell, userland, withParents(root, files));
        for (TreePath file : files) {
            Entry entry = isReal(look, root, file) ? look.entry(root + "/" + file) : null;
            if (entry != null && entry.kind() == EntryKind.FILE) {
                present.put("./" + file, file);
                entries.put(file, entry);
            }
        }
        if (present.isEmpty()) {
            return;
        }
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exit = shell.script(
                "cd -P -- \"$1\" && { tar -cf - --format=pax --no-recursion --null -T - || [ $? -le 2 ]; }",
                List.of(root),
                new Streams(
                        Streams.bytes(ShellLook.separated(present.keySet())),
                        in -> offer(in, present, entries, contents),
                        errors));
        if (exit != 0) {
            throw failure("read files of " + root, errors);
        }
    }

    private static Set<String> withParents(String root, List<TreePath> files) {
        Set<String> paths = new LinkedHashSet<>();
        for (TreePath file : files) {
            TreePath at = file;
            while (!at.isRoot() && paths.add(root + "/" + at)) {
                at = at.parent();
            }
        }
        return paths;
    }

    private static boolean isReal(ShellLook look, String root, TreePath file) {
        for (TreePath above = file.parent(); !above.isRoot(); above = above.parent()) {
            Entry entry = look.entry(root + "/" + above);
            if (entry == null || entry.kind() != EntryKind.DIRECTORY) {
                return false;
            }
        }
        return true;
    }

    private static void offer(
            InputStream in, Map<String, TreePath> present, Map<TreePath, Entry> entries, Contents contents)
            throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
            TreePath path = present.get(next.getName());
            Entry entry = path == null ? null : entries.get(path);
            if (path != null && entry != null && next.isFile()) {
                contents.take(path, sized(entry, next.getSize()), new Unclosed(tar));
            }
        }
    }

    /** It may have grown since it was looked at. */
    private static Entry sized(Entry entry, long size) {
        return Entry.file(
                entry.mode(),
                new cc.chitty.sync.gpusync.manifest.Stamp(
                        size,
                        entry.stamp().modified(),
                        entry.stamp().changed(),
                        entry.stamp().inode()),
                null);
    }

    /** One file's end is not the stream's. */
    private static final class Unclosed extends FilterInputStream {

        Unclosed(@Nullable InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private static Failure failure(String attempted, ByteArrayOutputStream errors) {
        String said = errors.toString(StandardCharsets.UTF_8).strip();
        return new Failure(
                FailureCategory.RETRYABLE,
                attempted,
                said.isEmpty() ? "it ended without a word" : said.substring(0, Math.min(300, said.length())),
                "Look at the peer's disk and rights, and start again; what was there is untouched.");
    }
}
