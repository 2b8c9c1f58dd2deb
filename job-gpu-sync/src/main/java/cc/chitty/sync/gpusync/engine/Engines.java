package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.peer.ssh.Packing;
import cc.chitty.sync.gpusync.peer.ssh.SshRoute;
import java.io.IOException;
import java.time.Duration;

/** Chooses how contents get from one side to the other. */
public final class Engines {

    private Engines() {}

    /**
     * An engine, and why it is this one, in words for a person.
     *
     * @param reason as "both sides have rsync"
     */
    public record Choice(Engine engine, String reason) {}

    /**
     * The best that both sides have.
     *
     * @param quiet how long a transfer may stand still
     */
    public static Choice choose(Endpoint from, Endpoint to, Duration quiet) {
        Endpoint here = from instanceof LocalEndpoint ? from : to;
        Endpoint there = from instanceof LocalEndpoint ? to : from;
        if (from instanceof LocalEndpoint && to instanceof LocalEndpoint) {
            return new Choice(new StreamEngine("copy", Long.MAX_VALUE), "both sides are on this machine");
        }
        if (here instanceof LocalEndpoint && there instanceof SshRoute.Reachable reachable) {
            return overSsh(here, there, reachable, quiet);
        }
        String lacking = there.facts().lacking();
        return new Choice(
                new StreamEngine(to instanceof Packing.Target ? "packed" : "sftp", StreamEngine.LARGE),
                there.facts().name() + " takes files only" + (lacking.isEmpty() ? "" : ", as it lacks " + lacking));
    }

    private static Choice overSsh(Endpoint here, Endpoint there, SshRoute.Reachable reachable, Duration quiet) {
        String ours = here.facts().tools().get("rsync");
        String theirs = there.facts().tools().get("rsync");
        boolean ssh = here.facts().has("ssh");
        if (ours == null || theirs == null || !ssh) {
            String missing = ours == null
                    ? "this machine has no rsync"
                    : theirs == null ? there.facts().name() + " has no rsync" : "this machine has no ssh program";
            return packed(missing);
        }
        try {
            return new Choice(
                    new RsyncEngine(Rsync.ask(ours), reachable, theirs, quiet),
                    "both sides have rsync (" + ours + ", " + theirs + ")");
        } catch (IOException e) {
            return packed("rsync of this machine does not run: " + e.getMessage());
        }
    }

    private static Choice packed(String reason) {
        return new Choice(new StreamEngine("packed", StreamEngine.LARGE), reason);
    }
}
