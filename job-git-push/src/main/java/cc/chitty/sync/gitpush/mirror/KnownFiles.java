package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What the last look at the mirror found. Only saves work: where the file is missing, damaged or of other rules, all files
 * are read again.
 *
 * @param rules by which it was decided
 * @param settled the commit of the mirror's files that this agrees with; null where it does with none
 * @param files by their path from the mirror's root
 */
record KnownFiles(String rules, @Nullable ObjectId settled, SortedMap<String, Known> files) {

    private static final int FORMAT = 0x4d495231;
    private static final String NONE = "";

    /**
     * One file.
     *
     * @param sure whether a later change would show in the stamp
     * @param blob what it is in the repository; null where it is left out
     * @param why it is left out, or what is to be said of it all the same; empty for nothing
     */
    record Known(FileStamp stamp, boolean sure, @Nullable ObjectId blob, String why) {

        /** Whether nothing needs to be read. */
        boolean holds(FileStamp now) {
            return sure && stamp.equals(now);
        }
    }

    static KnownFiles none(String rules) {
        return new KnownFiles(rules, null, new TreeMap<>());
    }

    static KnownFiles load(Path file, String rules) {
        KnownFiles read = loadAny(file);
        return read.rules.equals(rules) ? read : none(rules);
    }

    /** Whatever the rules were: what a file is does not depend on them. */
    static KnownFiles loadAny(Path file) {
        try {
            KnownFiles read = parse(Files.readAllBytes(file));
            return read == null ? none(NONE) : read;
        } catch (NoSuchFileException e) {
            return none(NONE);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    private static @Nullable KnownFiles parse(byte[] bytes) {
        CRC32C sum = new CRC32C();
        try (CheckedInputStream checked = new CheckedInputStream(new ByteArrayInputStream(bytes), sum);
                DataInputStream in = new DataInputStream(checked)) {
            if (in.readInt() != FORMAT) {
                return null;
            }
            String rules = in.readUTF();
            String settled = in.readUTF();
            SortedMap<String, Known> files = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String path = text(in);
                files.put(path, known(in));
            }
            long computed = sum.getValue();
            return in.readLong() != computed
                    ? null
                    : new KnownFiles(rules, settled.isEmpty() ? null : ObjectId.fromString(settled), files);
        } catch (IOException | RuntimeException e) {
            return null; // a damaged file is as good as none
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static Known known(DataInputStream in) throws IOException {
        FileStamp stamp = new FileStamp(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt());
        boolean sure = in.readBoolean();
        ObjectId blob = in.readBoolean() ? ObjectId.fromRaw(in.readNBytes(Constants.OBJECT_ID_LENGTH)) : null;
        return new Known(stamp, sure, blob, text(in));
    }

    /** Keeps it for the next run. */
    void save(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CheckedOutputStream checked = new CheckedOutputStream(bytes, new CRC32C());
        try (DataOutputStream out = new DataOutputStream(checked)) {
            out.writeInt(FORMAT);
            out.writeUTF(rules);
            out.writeUTF(settled == null ? NONE : settled.name());
            out.writeInt(files.size());
            for (Map.Entry<String, Known> known : files.entrySet()) {
                text(out, known.getKey());
                write(out, known.getValue());
            }
            out.writeLong(checked.getChecksum().getValue());
        } catch (IOException e) {
            throw StorageFailure.of("write", file, e);
        }
        DurableFile.replace(file, bytes.toByteArray());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Known known) throws IOException {
        FileStamp stamp = known.stamp;
        out.writeLong(stamp.size());
        out.writeLong(stamp.modified());
        out.writeLong(stamp.changed());
        out.writeLong(stamp.inode());
        out.writeInt(stamp.mode());
        out.writeBoolean(known.sure);
        out.writeBoolean(known.blob != null);
        if (known.blob != null) {
            known.blob.copyRawTo(out);
        }
        text(out, known.why);
    }
}
