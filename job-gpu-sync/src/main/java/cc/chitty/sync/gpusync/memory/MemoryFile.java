package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code <root key>.base} of a peer: a first line that says of which trees, a line for each path in their order, and
 * the checksum (CRC-32C) of all lines before it.
 */
public final class MemoryFile {

    private static final String SUFFIX = ".base";
    private static final String END = "crc32c ";
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final String key;
    private final MemoryHead head;

    /**
     * The file of one root.
     *
     * @param directory of the peer
     * @param ours the root's directory on this machine
     * @param theirs the root's directory on the peer
     * @param machine which machine the peer is; empty: none that is known
     */
    public MemoryFile(Path directory, String key, String ours, String theirs, String machine) {
        this.file = directory.resolve(key + SUFFIX);
        this.key = key;
        this.head = new MemoryHead(ours, theirs, machine, "", Map.of(), Map.of());
    }

    /** Those of all roots in which anything is remembered of a peer, in no order; of categories too that are not synced just now. */
    public static List<MemoryFile> all(Path directory) {
        List<MemoryFile> all = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                for (Path file : files) {
                    told(file).ifPresent(all::add);
                }
            } catch (IOException e) {
                throw StorageFailure.of("list", directory, e);
            }
        }
        return all;
    }

    /** Empty where its first line does not tell of which trees it is: then nothing of it is believed anyway. */
    private static Optional<MemoryFile> told(Path file) throws IOException {
        String name = file.getFileName().toString();
        String key = name.substring(0, name.length() - SUFFIX.length());
        return head(file).map(it -> new MemoryFile(file.resolveSibling(""), key, it.ours(), it.theirs(), it.machine()));
    }

    /** Without reading more than that; empty where it is damaged. */
    private static Optional<MemoryHead> head(Path file) throws IOException {
        try (BufferedReader lines = lines(file)) {
            return Optional.of(MemoryHead.parse(lines.readLine()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static BufferedReader lines(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), BUFFER);
    }

    /** The root's. */
    public String key() {
        return key;
    }

    /** The root's directory on a side; absolute. */
    public String at(Side side) {
        return side == Side.OURS ? head.ours() : head.theirs();
    }

    /**
     * What was read.
     *
     * @param trouble why nothing is remembered although something was; null otherwise
     */
    public record Loaded(Memory memory, @Nullable String trouble) {}

    /** What is remembered; nothing where the file is not there, or is damaged or of other trees: then it is put aside. */
    public Loaded load() {
        try (BufferedReader lines = lines(file)) {
            return new Loaded(parse(lines), null);
        } catch (NoSuchFileException e) {
            return new Loaded(new Memory(), null);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return new Loaded(new Memory(), putAside(e));
        }
    }

    /** Another text as soon as the file is another one. */
    public String stamp() {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return seen.size() + "/" + seen.lastModifiedTime() + "/" + seen.fileKey() + "/" + head.line();
        } catch (NoSuchFileException e) {
            return "none";
        } catch (IOException e) {
            throw StorageFailure.of("look at", file, e);
        }
    }

    private Memory parse(BufferedReader lines) throws IOException {
        CRC32C sum = new CRC32C();
        Memory memory = new Memory();
        String first = lines.readLine();
        MemoryHead found = MemoryHead.parse(first);
        if (!found.isOfSameRoots(head)) {
            throw new IllegalArgumentException("it is of other trees: " + first);
        }
        boolean told = !found.machine().isEmpty();
        if (told && !found.machine().equals(head.machine())) {
            throw new IllegalArgumentException(
                    "the peer is another machine, or its home was made anew or put back to an earlier state");
        }
        if (!told && !head.machine().isEmpty()) {
            memory.change();
        }
        memory.read(found);
        add(sum, String.valueOf(first));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(END) && line.indexOf('\t') < 0) {
                requireSum(line, sum);
                return memory;
            }
            add(sum, line);
            String[] fields = line.split("\t", -1);
            memory.read(MemoryLine.path(fields), MemoryLine.remembered(fields));
        }
        throw new IllegalArgumentException("its end is missing");
    }

    /** Whether a mount point of a side, or what may be one, is remembered; without reading more than that. */
    public boolean tellsMounts() {
        try {
            return head(file).map(MemoryHead::tellsMounts).orElse(false);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    /** Forgets all of it. */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StorageFailure.of("delete", file, e);
        }
    }

    private static void add(CRC32C sum, String line) {
        sum.update((line + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private static void requireSum(String line, CRC32C sum) {
        if (!line.equals(END + HexFormat.of().toHexDigits((int) sum.getValue()))) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
    }

    private String putAside(RuntimeException why) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw StorageFailure.of("put aside", file, e);
        }
        return "what both sides had is not known any more (" + why.getMessage() + "; put aside as "
                + aside.getFileName() + "): paths that differ are conflicts, nothing is deleted";
    }

    /** Replaces the file, if anything changed. */
    public void save(Memory memory) {
        if (memory.hasChanged() || !Files.exists(file)) {
            PrivateDirectory.create(file.toAbsolutePath().resolveSibling(""));
            DurableFile.replace(file, out -> write(memory, out));
        }
    }

    private void write(Memory memory, OutputStream out) throws IOException {
        CRC32C sum = new CRC32C();
        Writer writer = new BufferedWriter(
                new OutputStreamWriter(new CheckedOutputStream(out, sum), StandardCharsets.UTF_8), BUFFER);
        writer.append(head.with(memory).line()).append('\n');
        for (Map.Entry<TreePath, Remembered> path : memory.paths().entrySet()) {
            writer.append(MemoryLine.of(path.getKey(), path.getValue())).append('\n');
        }
        writer.flush();
        String end = END + HexFormat.of().toHexDigits((int) sum.getValue()) + '\n';
        out.write(end.getBytes(StandardCharsets.UTF_8));
    }
}
