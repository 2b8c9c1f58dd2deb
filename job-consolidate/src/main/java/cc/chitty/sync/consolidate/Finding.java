package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one source has found. */
final class Finding implements FoundFiles {

    private final SessionSource source;
    private final Focus focus;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Path> unlisted = new ArrayList<>();

    private record Seen(PartDigests.Key key, Stamp stamp) {}

    Finding(SessionSource source, Focus focus) {
        this.source = source;
        this.focus = focus;
    }

    SessionSource source() {
        return source;
    }

    @Override
    public Focus focus() {
        return focus;
    }

    /** Two ways may lead to one file, as a link to a directory that is also walked. */
    @Override
    public void file(Path path, Stamp stamp) {
        String name = path.toString();
        seen.putIfAbsent(name, new Seen(PartDigests.Key.of(source.name(), name), stamp));
    }

    @Override
    public void problem(Path root, Problem problem) {
        unlisted.add(root);
        problems.add(problem);
    }

    long count() {
        return seen.size();
    }

    boolean has(String path) {
        return seen.containsKey(path);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Whether the place a file is in could not be listed: then it need not be gone. */
    boolean isUnlisted(Path file) {
        return unlisted.stream().anyMatch(file::startsWith);
    }

    /** The files with their stamps; only those of these parts unless it is null. */
    Map<String, Stamp> in(@Nullable BitSet parts) {
        Map<String, Stamp> in = new LinkedHashMap<>();
        seen.forEach((path, file) -> {
            if (parts == null || parts.get(file.key.part())) {
                in.put(path, file.stamp);
            }
        });
        return in;
    }

    /** Adds the parts of what was found and of all that may have been at or above what was looked for. */
    void addParts(BitSet parts) {
        seen.values().forEach(file -> parts.set(file.key.part()));
        for (Path changed : focus.paths()) {
            for (Path at = changed; at != null; at = at.getParent()) {
                parts.set(PartDigests.Key.of(source.name(), at.toString()).part());
            }
        }
    }

    static PartDigests digests(List<Finding> findings) {
        PartDigests digests = new PartDigests();
        findings.forEach(finding -> finding.seen.values().forEach(file -> digests.found(file.key, file.stamp)));
        return digests;
    }
}
