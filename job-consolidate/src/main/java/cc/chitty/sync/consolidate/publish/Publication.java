package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one merge prepared: files in the staging directory and where each goes.
 *
 * @param id the snapshot taken before it carries this name
 * @param merged names of the spool's files that are in it
 */
record Publication(String id, List<Part> parts, List<String> merged) {

    private static final String RECORD = "publication.properties";

    /** How a prepared file gets to its place. */
    enum Way {
        /** It takes the place of the old one. */
        REPLACE,
        /** It is added to the old one, which was {@code length} bytes long. */
        APPEND
    }

    /**
     * One prepared file.
     *
     * @param staged name in the staging directory
     * @param target path below the state directory
     * @param length of the target before; only of {@link Way#APPEND}
     */
    record Part(Way way, String staged, String target, long length) {}

    Publication {
        parts = List.copyOf(parts);
        merged = List.copyOf(merged);
    }

    /**
     * From here on the publication will be completed, by this run or by the next one.
     *
     * @param prepared all files it speaks of, to be durable before
     */
    void record(Path staging, Collection<Path> prepared) {
        Map<String, String> values = new TreeMap<>();
        values.put("id", id);
        values.put("merged", String.join("/", merged));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String value = part.way + "\t" + part.staged + "\t" + part.target + "\t" + part.length;
            values.put("part." + i, value);
        }
        DurableFile.replace(staging.resolve(RECORD), CheckedFile.bytes(values), prepared, List.of());
    }

    /** The publication that was recorded and is not complete. A record that is damaged is none, see {@link #damage}. */
    static Optional<Publication> recorded(Path staging) throws IOException {
        Map<String, String> values = CheckedFile.read(staging.resolve(RECORD)).values();
        String id = values.get("id");
        if (id == null) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        for (String value = values.get("part.0"); value != null; value = values.get("part." + parts.size())) {
            parts.add(part(value));
        }
        String merged = values.getOrDefault("merged", "");
        return Optional.of(new Publication(id, parts, merged.isEmpty() ? List.of() : List.of(merged.split("/"))));
    }

    /** What is wrong with the record; empty where there is none, too. */
    static Optional<Problem> damage(Path staging) throws IOException {
        Path record = staging.resolve(RECORD);
        return Optional.ofNullable(CheckedFile.read(record).defect())
                .map(defect -> new Problem(
                        record.toString(),
                        "what a run was about to publish cannot be read: " + defect
                                + "; it is made again from what was read of the sources"));
    }

    static void forget(Path staging) {
        DurableFile.delete(staging.resolve(RECORD));
    }

    private static Part part(String value) {
        String[] fields = value.split("\t", -1);
        return new Part(Way.valueOf(fields[0]), fields[1], fields[2], Long.parseLong(fields[3]));
    }
}
