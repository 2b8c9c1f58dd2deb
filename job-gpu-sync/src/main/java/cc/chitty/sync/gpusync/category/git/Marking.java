package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.BaseRefs.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has repositories of one side count one up before what is agreed on with them changes, so that the next run knows whether they are
 * still the same, and not an earlier state of themselves. One that has no name yet gets one.
 */
record Marking(GitSide git) {

    /**
     * One repository.
     *
     * @param key under which it counts, {@link BaseRefs#key}
     * @param count to which it counts at the least
     */
    record Wanted(String directory, String key, long count) {}

    /** What they are called and have counted to, by directory; of one that cannot be written to there is nothing. */
    Map<String, Mark> count(List<Wanted> repositories) {
        Map<String, Mark> marks = new HashMap<>();
        if (repositories.isEmpty()) {
            return marks;
        }
        List<String> lines = new ArrayList<>();
        repositories.forEach(it -> lines.add(it.count + " " + it.key + " " + it.directory));
        List<String> said = git.lines(GitScript.MARK, List.of(), lines);
        for (int i = 0; i + 2 < said.size(); i += 3) {
            if (!said.get(i + 1).isBlank() && said.get(i + 2).matches("[0-9]{1,15}")) {
                marks.put(said.get(i), new Mark(said.get(i + 1), Long.parseLong(said.get(i + 2))));
            }
        }
        return marks;
    }
}
