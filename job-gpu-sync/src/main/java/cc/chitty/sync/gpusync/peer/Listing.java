package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.commons.codec.digest.MurmurHash3;

/** What a scan's entries come to: the same paths with the same stamps and mount points give the same text. */
final class Listing {

    private Listing() {}

    static String of(SortedMap<TreePath, Entry> entries, SortedSet<TreePath> mounts) {
        long high = entries.size();
        long low = 0;
        for (Map.Entry<TreePath, Entry> entry : entries.entrySet()) {
            long[] hash = MurmurHash3.hash128x64(bytes(entry.getKey(), entry.getValue()));
            high = high * 31 + hash[0];
            low = low * 31 + hash[1];
        }
        for (TreePath mount : mounts) {
            long[] hash = MurmurHash3.hash128x64(("\0" + mount).getBytes(StandardCharsets.UTF_8));
            high = high * 31 + hash[0];
            low = low * 31 + hash[1];
        }
        return String.format("%016x%016x", high, low);
    }

    private static byte[] bytes(TreePath path, Entry entry) {
        byte[] names = (path + "\0" + entry.kind() + "\0" + entry.target() + "\0" + entry.trouble())
                .getBytes(StandardCharsets.UTF_8);
        Stamp stamp = entry.stamp();
        return ByteBuffer.allocate(names.length + Integer.BYTES + 4 * Long.BYTES)
                .put(names)
                .putInt(entry.mode())
                .putLong(stamp.size())
                .putLong(stamp.modified())
                .putLong(stamp.changed())
                .putLong(stamp.inode())
                .array();
    }
}
