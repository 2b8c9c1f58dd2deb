package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lists that Claude Code keeps since 2.1.16 in {@code ~/.claude/tasks/<list>/<n>.json}. A list's directory is read
 * as one file. Files of a list vanish when all of it is completed, so that their absence never means deletion.
 */
public final class ClaudeTasks implements SessionSource {

    private static final Pattern SESSION = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    public String name() {
        return "claude-code-tasks";
    }

    @Override
    public String agent() {
        return ClaudeCode.AGENT;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return List.of(ClaudeCode.directory(where, "tasks"));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        Listing listing = new Listing(found);
        for (Listing.Entry list : listing.of(ClaudeCode.directory(where, "tasks"))) {
            if (list.isDirectory()) {
                found.file(list.path(), stamp(list, listing.whole(list.path())));
            }
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        return new TaskDirectory(request, session(request.path())).read();
    }

    static boolean isPart(String name) {
        return name.endsWith(".json") && !name.startsWith(".");
    }

    /** Of the parts; a directory's own time counts only while it has none, since locks come and go in it. */
    private static Stamp stamp(Listing.Entry list, List<Listing.Entry> children) {
        List<Listing.Entry> parts = children.stream()
                .filter(child ->
                        child.isFile() && (isPart(child.name()) || child.name().equals(".highwatermark")))
                .toList();
        Stamp own = list.stamp();
        Stamp stamp = new Stamp(0, parts.isEmpty() ? own.modified() : 0, own.identity());
        for (Listing.Entry part : parts) {
            stamp = stamp.with(part.name(), part.stamp());
        }
        return stamp;
    }

    /** A session's own list is named by its id; teams and people name theirs otherwise, which no transcript tells. */
    private static String session(Path list) {
        String name = list.getFileName().toString();
        return SESSION.matcher(name).matches() ? name : "list:" + name;
    }
}
