package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What could not be understood in one file when it was last read: every run reports it, also those that do not read the
 * file because it has not changed. As text {@code {"problems":["<where>","<what>",...]}}.
 */
record FileProblems(List<Problem> list) {

    static final FileProblems NONE = new FileProblems(List.of());

    /** A file that is damaged all over would fill the table and the screen. */
    private static final int MOST = 20;

    FileProblems {
        list = List.copyOf(list);
    }

    static FileProblems of(List<Problem> problems) {
        if (problems.size() <= MOST) {
            return new FileProblems(problems);
        }
        List<Problem> first = new ArrayList<>(problems.subList(0, MOST - 1));
        int left = problems.size() - first.size();
        first.add(new Problem(problems.get(0).where(), "and " + left + " more problems"));
        return new FileProblems(first);
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /** Null where there is none. */
    @Nullable String text() {
        if (list.isEmpty()) {
            return null;
        }
        JsonLine line = JsonLine.begin().beginArray("problems");
        list.forEach(problem -> line.element(problem.where()).element(problem.what()));
        return new String(line.endArray().end(), StandardCharsets.UTF_8);
    }

    static FileProblems read(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Problem> problems = new ArrayList<>();
        try (JsonParser parser = JsonLine.parser(bytes, 0, bytes.length)) {
            parser.nextToken();
            parser.nextName();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String where = parser.getString();
                problems.add(new Problem(where, parser.nextStringValue()));
            }
        }
        return new FileProblems(problems);
    }
}
