package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a scan answers, from words: {@code src/} is a directory, {@code a=5000} a file of 5,000 bytes. Parents come by themselves. */
final class Listing {

    private Listing() {}

    static SortedMap<TreePath, Entry> of(String... words) {
        SortedMap<TreePath, Entry> entries = new TreeMap<>();
        for (String word : words) {
            boolean directory = word.endsWith("/");
            int equals = word.indexOf('=');
            long size = equals < 0 ? 10 : Long.parseLong(word.substring(equals + 1));
            String name = directory
                    ? word.substring(0, word.length() - 1)
                    : word.substring(0, equals < 0 ? word.length() : equals);
            TreePath path = new TreePath(name);
            for (TreePath up = path.parent(); !up.isRoot(); up = up.parent()) {
                entries.put(up, Entry.directory(0755, Stamp.NONE));
            }
            entries.put(
                    path,
                    directory ? Entry.directory(0755, Stamp.NONE) : Entry.file(0644, new Stamp(size, 1, 1, 1), null));
        }
        return entries;
    }
}
