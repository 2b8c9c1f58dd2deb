package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.PeerLook;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.plan.ConflictTable.Stored;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Words;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A conflict in words: a difference where both versions are text, sizes and times else. */
final class ConflictLines {

    private static final int CONTEXT = 3;
    private static final int SHOWN = 400;

    private ConflictLines() {}

    static String where(Stored stored) {
        return stored.conflict().place().root() + ":" + stored.shown();
    }

    static List<String> difference(Stored stored, PeerLook.Versions versions) {
        if (!versions.areText() || versions.ourLines().equals(versions.theirLines())) {
            return List.of(
                    "here: " + told(stored.conflict().ours()),
                    "peer: " + told(stored.conflict().theirs()));
        }
        List<String> ours = versions.ourLines();
        List<String> theirs = versions.theirLines();
        String path = stored.shown().text();
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                "here/" + path, stored.peer() + "/" + path, ours, DiffUtils.diff(ours, theirs), CONTEXT);
        return lines.stream()
                .limit(SHOWN)
                .map(line -> line.isEmpty() ? "" : line.charAt(0) + Plain.of(line.substring(1)))
                .toList();
    }

    static String told(@Nullable Entry entry) {
        if (entry == null) {
            return "nothing";
        }
        if (entry.target() != null) {
            return "link to " + Plain.of(entry.target());
        }
        if (entry.kind() != EntryKind.FILE) {
            return entry.kind().name().toLowerCase(Locale.ROOT) + ", mode " + Integer.toOctalString(entry.mode());
        }
        String digest = entry.digest() == null
                ? ""
                : ", SHA-256 " + entry.digest().toString().substring(0, 16);
        return Words.bytes(entry.stamp().size()) + ", changed " + at(entry) + ", mode "
                + Integer.toOctalString(entry.mode()) + digest;
    }

    private static Instant at(Entry entry) {
        return Instant.ofEpochSecond(0, entry.stamp().modified());
    }

    static void write(Json json, Stored stored) {
        json.text("id", stored.id())
                .text("peer", stored.peer())
                .text("category", stored.conflict().place().category())
                .text("root", stored.conflict().place().root())
                .text("path", stored.shown().text())
                .text("reason", stored.conflict().reason())
                .time("first_seen", stored.firstSeen())
                .time("last_seen", stored.lastSeen());
        side(json, "ours", stored.conflict().ours());
        side(json, "theirs", stored.conflict().theirs());
    }

    private static void side(Json json, String name, @Nullable Entry entry) {
        if (entry != null) {
            json.object(name, side -> {
                side.text("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                        .number("size", entry.stamp().size())
                        .time("modified", at(entry));
                if (entry.target() == null) {
                    side.text("mode", Integer.toOctalString(entry.mode()));
                } else {
                    side.text("target", entry.target());
                }
                if (entry.digest() != null) {
                    side.text("sha256", entry.digest().toString());
                }
            });
        }
    }
}
