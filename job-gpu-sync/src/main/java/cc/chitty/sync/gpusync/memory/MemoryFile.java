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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code <root key>.base} of a peer: a first line that says of which trees, a line for each path in their order, and
 * the checksum (CRC-32C) of all lines before it.
 */
public final class MemoryFile {

    private static final String FORMAT = "gpu-sync-base 1";
    private static final String SUFFIX = ".base";
    private static final String END = "crc32c ";
    private static final String NO_MOUNT = "-";

    /** Of the first line, where it tells all. */
    private static final int FIELDS = 7;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final String key;
    private final String ours;
    private final String theirs;
    private final String heading;
    private final String machine;

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
        this.ours = ours;
        this.theirs = theirs;
        this.heading = FORMAT + '\t' + Escaped.of(ours) + '\t' + Escaped.of(theirs);
        this.machine = machine;
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
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), BUFFER)) {
            String first = lines.readLine();
            String[] fields = first == null ? new String[0] : first.split("\t", -1);
            if (fields.length < 3 || !fields[0].equals(FORMAT)) {
                return Optional.empty();
            }
            String name = file.getFileName().toString();
            return Optional.of(new MemoryFile(
                    file.resolveSibling(""),
                    name.substring(0, name.length() - SUFFIX.length()),
                    Escaped.back(fields[1]),
                    Escaped.back(fields[2]),
                    fields.length > 3 ? fields[3] : ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The root's. */
    public String key() {
        return key;
    }

    /** The root's directory on a side; absolute. */
    public String at(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    /**
     * The first line, but for how names are read, where they are not read as they stand, and the mount points of both sides, which come
     * last where they are known. Files of earlier versions, and of a peer that never told which machine it is, end with the roots.
     */
    private String first() {
        return machine.isEmpty() ? heading : heading + '\t' + machine;
    }

    /**
     * What was read.
     *
     * @param trouble why nothing is remembered although something was; null otherwise
     */
    public record Loaded(Memory memory, @Nullable String trouble) {}

    /** What is remembered; nothing where the file is not there, or is damaged or of other trees: then it is put aside. */
    public Loaded load() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), BUFFER)) {
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
            return seen.size() + "/" + seen.lastModifiedTime() + "/" + seen.fileKey() + "/" + first();
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
        if (first == null || !(first.equals(heading) || first.startsWith(heading + '\t'))) {
            throw new IllegalArgumentException("it is of other trees, or of another version: " + first);
        }
        String[] more = first.substring(heading.length()).split("\t", -1);
        boolean told = more.length > 1 && !more[1].isEmpty();
        if (told && !more[1].equals(machine)) {
            throw new IllegalArgumentException(
                    "the peer is another machine, or its home was made anew or put back to an earlier state");
        }
        if (!told && !machine.isEmpty()) {
            memory.change();
        }
        memory.read(more.length > 2 ? Escaped.back(more[2]) : "");
        readMounts(Side.OURS, more, memory);
        readMounts(Side.THEIRS, more, memory);
        add(sum, first);
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

    /** The last two fields of the first line, which earlier versions do not have. */
    private static void readMounts(Side side, String[] more, Memory memory) {
        int field = side == Side.OURS ? 3 : 4;
        String text = more.length > field ? more[field] : "";
        if (!text.isEmpty()) {
            SortedSet<TreePath> mounts = new TreeSet<>();
            for (String path : text.equals(NO_MOUNT) ? new String[0] : text.split(" ", -1)) {
                mounts.add(new TreePath(Escaped.back(path.substring(1))));
            }
            memory.readMounts(side, mounts);
        }
    }

    /** Each with a slash before it, so that the root has a name; empty: nobody knows. */
    private static String mounts(Memory memory, Side side) {
        SortedSet<TreePath> mounts = memory.mounts(side);
        if (mounts == null) {
            return "";
        }
        return mounts.isEmpty()
                ? NO_MOUNT
                : mounts.stream().map(it -> "/" + Escaped.of(it.text())).collect(Collectors.joining(" "));
    }

    /** Whether a mount point of a side is remembered; without reading more than that. */
    public boolean tellsMounts() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), BUFFER)) {
            String[] fields = String.valueOf(lines.readLine()).split("\t", -1);
            return fields.length >= FIELDS
                    && (fields[FIELDS - 2].startsWith("/") || fields[FIELDS - 1].startsWith("/"));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
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

    private String first(Memory memory) {
        String ours = mounts(memory, Side.OURS);
        String theirs = mounts(memory, Side.THEIRS);
        String naming = Escaped.of(memory.naming());
        boolean told = !ours.isEmpty() || !theirs.isEmpty();
        if (!told && naming.isEmpty()) {
            return first();
        }
        String more = first() + (machine.isEmpty() ? "\t\t" : "\t") + naming;
        return told ? more + '\t' + ours + '\t' + theirs : more;
    }

    private void write(Memory memory, OutputStream out) throws IOException {
        CRC32C sum = new CRC32C();
        Writer writer = new BufferedWriter(
                new OutputStreamWriter(new CheckedOutputStream(out, sum), StandardCharsets.UTF_8), BUFFER);
        writer.append(first(memory)).append('\n');
        for (Map.Entry<TreePath, Remembered> path : memory.paths().entrySet()) {
            writer.append(MemoryLine.of(path.getKey(), path.getValue())).append('\n');
        }
        writer.flush();
        String end = END + HexFormat.of().toHexDigits((int) sum.getValue()) + '\n';
        out.write(end.getBytes(StandardCharsets.UTF_8));
    }
}
