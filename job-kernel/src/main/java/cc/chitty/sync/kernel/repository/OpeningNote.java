package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The last opening that had something to tell, in {@code opening.properties} beside the database. A command tells it once, {@code
 * doctor} for longer.
 *
 * @param told whether a command has
 */
public record OpeningNote(Instant at, boolean told, List<Problem> problems) {

    public OpeningNote {
        problems = List.copyOf(problems);
    }

    /** Empty where there is none, and where it makes no sense. */
    public static Optional<OpeningNote> read(RepositorySettings settings) {
        return PropertiesFile.readIfWhole(file(settings)).flatMap(OpeningNote::parse);
    }

    private static Path file(RepositorySettings settings) {
        return settings.surroundings().resolve("opening.properties");
    }

    private static Optional<OpeningNote> parse(Map<String, String> said) {
        List<Problem> problems = new ArrayList<>();
        for (String where = said.get("where.0"); where != null; where = said.get("where." + problems.size())) {
            problems.add(new Problem(where, said.getOrDefault("what." + problems.size(), "")));
        }
        try {
            Instant at = Instant.parse(said.getOrDefault("at", ""));
            return Optional.of(new OpeningNote(at, Boolean.parseBoolean(said.get("told")), problems));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    void write(RepositorySettings settings) {
        Map<String, String> values = new TreeMap<>(Map.of("at", at.toString(), "told", Boolean.toString(told)));
        for (int i = 0; i < problems.size(); i++) {
            values.put("where." + i, problems.get(i).where());
            values.put("what." + i, problems.get(i).what());
        }
        DurableFile.replace(file(settings), PropertiesFile.bytes(values));
    }
}
