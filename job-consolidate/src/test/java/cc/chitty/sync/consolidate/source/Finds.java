package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers what a source finds. */
public final class Finds implements FoundFiles {

    private final Map<Path, Stamp> files = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    public static Finds of(SessionSource source, Path home, Map<String, String> environment) {
        Finds finds = new Finds();
        source.find(new Surroundings(home, environment), finds);
        return finds;
    }

    @Override
    public void file(Path path, Stamp stamp) {
        if (files.put(path, stamp) != null) {
            throw new AssertionError("found twice: " + path);
        }
    }

    @Override
    public void problem(Path root, Problem problem) {
        problems.add(problem);
    }

    public Map<Path, Stamp> files() {
        return files;
    }

    public List<Problem> problems() {
        return problems;
    }
}
