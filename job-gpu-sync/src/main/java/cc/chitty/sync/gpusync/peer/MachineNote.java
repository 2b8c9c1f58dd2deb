package cc.chitty.sync.gpusync.peer;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file in a peer's home that tells it from all others, and from itself as it was before: what was agreed with one machine says
 * nothing of another one that took over its name and address, nor of one whose home was made anew or put back to an earlier state. A host
 * key would tell less of that, and nothing of a home on a disk of this machine. One word that names the machine; then a line for
 * each installation that syncs with it.
 *
 * @param machine random; empty where there is no note
 * @param generations how many runs have changed something, by the installation that they were of
 */
public record MachineNote(String machine, SortedMap<String, Long> generations) {

    public static final String NAME = ".chittysync-machine";

    public static final MachineNote NONE = new MachineNote("", Collections.emptySortedMap());

    private static final Pattern MACHINE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern GENERATION = Pattern.compile("[0-9]{1,15}");

    public MachineNote {
        generations = Collections.unmodifiableSortedMap(new TreeMap<>(generations));
    }

    /** A name that no machine has. */
    public static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** What a note says, with any blanks between its words; {@link #NONE} if it is no note of ours. */
    public static MachineNote parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        if (!MACHINE.matcher(words[0]).matches()) {
            return NONE;
        }
        SortedMap<String, Long> generations = new TreeMap<>();
        for (int i = 1; i + 1 < words.length; i += 2) {
            if (GENERATION.matcher(words[i + 1]).matches()) {
                generations.put(words[i], Long.parseLong(words[i + 1]));
            }
        }
        return new MachineNote(words[0], generations);
    }

    public byte[] bytes() {
        StringBuilder text = new StringBuilder(machine).append('\n');
        generations.forEach((owner, generation) ->
                text.append(owner).append(' ').append(generation).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public MachineNote with(String owner, long generation) {
        SortedMap<String, Long> changed = new TreeMap<>(generations);
        changed.put(owner, generation);
        return new MachineNote(machine, changed);
    }
}
