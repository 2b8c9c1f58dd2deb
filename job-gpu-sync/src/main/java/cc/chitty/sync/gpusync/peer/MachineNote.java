package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.kernel.run.Failure;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file in a peer's home that tells it from all others: what was agreed with one machine says nothing of another one that took over its
 * name and address, or of one whose home was made anew. A host key would tell that, too, but not of a home on a disk of this machine.
 */
public final class MachineNote {

    public static final String NAME = ".chittysync-machine";

    private static final Pattern MACHINE = Pattern.compile("[0-9a-f]{32}");

    private MachineNote() {}

    /** What a note says; empty where it says nothing that a note of ours would. */
    public static String parse(String text) {
        String stripped = text.strip();
        return MACHINE.matcher(stripped).matches() ? stripped : "";
    }

    /**
     * What the note of a side says, which is written if there is none.
     *
     * @throws Failure if it cannot be written
     */
    public static String of(Endpoint endpoint) {
        String there = endpoint.machine();
        if (!there.isEmpty()) {
            return there;
        }
        String machine = UUID.randomUUID().toString().replace("-", "");
        byte[] content = (machine + "\n").getBytes(StandardCharsets.UTF_8);
        return endpoint.putNote(endpoint.facts().home(), NAME, null, content) ? machine : "";
    }
}
