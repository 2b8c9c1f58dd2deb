package cc.chitty.sync.gpusync.peer;

import java.time.Duration;
import java.util.Map;

/**
 * What a side is.
 *
 * @param name as a person calls it
 * @param user who we are there
 * @param home absolute
 * @param system as {@code uname -s} says: {@code Linux}, {@code Darwin}; {@code unknown} over files only
 * @param tools what was found there by asking, with its path or its capability: {@code rsync}, {@code find.printf},
 *     {@code sha256sum}, {@code openssl}, {@code tar}, {@code git}, {@code nvidia-smi}; and {@link #LACKING}
 * @param ahead how far its clock is ahead of ours
 * @param sensitivity how its file system tells names apart
 */
public record EndpointFacts(
        String name,
        String user,
        String home,
        String system,
        Map<String, String> tools,
        Duration ahead,
        Sensitivity sensitivity) {

    /** Programs that a shell there lacks, so that it takes files only. */
    public static final String LACKING = "lacking";

    /** Whether {@code A} and {@code a}, or two Unicode forms of one name, are two names there. */
    public record Sensitivity(boolean caseMatters, boolean formMatters) {

        public static final Sensitivity FULL = new Sensitivity(true, true);
    }

    public EndpointFacts {
        tools = Map.copyOf(tools);
    }

    /** What {@link #LACKING} tells; empty: nothing, or there is no shell. */
    public String lacking() {
        return tools.getOrDefault(LACKING, "");
    }

    public boolean has(String tool) {
        return tools.containsKey(tool);
    }
}
