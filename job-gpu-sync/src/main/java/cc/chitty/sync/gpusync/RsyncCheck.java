package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.kernel.run.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which rsync a side has, and what follows from that. What is done goes by its options; its version is for the person. */
record RsyncCheck(String name, Endpoint endpoint) {

    private static final Duration QUIET = Duration.ofSeconds(15);

    /** {@code rsync  version 3.2.7  protocol version 31}, {@code openrsync: protocol version 29}. */
    private static final Pattern VERSION =
            Pattern.compile("(?s)(rsync|openrsync)\\W+(?:version v?([0-9.]+\\S*)\\s+)?protocol version (\\d+).*");

    /** From this protocol on (rsync 3.1) times have nanoseconds. */
    private static final int PRECISE = 31;

    List<Finding> findings() {
        String program = endpoint.facts().tools().get("rsync");
        RemotePrograms programs = endpoint.programs().orElse(null);
        if (program == null || programs == null) {
            return List.of(Finding.note(
                    name,
                    "has no rsync: contents go as a packed stream, large ones by SFTP, always as a whole",
                    "Install rsync on both sides; changes of large files then go as changes."));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            RemotePrograms.Ran ran =
                    programs.run(List.of(program, "--version"), InputStream.nullInputStream(), out, QUIET);
            return List.of(judged(program, out.toString(StandardCharsets.UTF_8) + ran.errors()));
        } catch (IOException e) {
            return List.of(broken(program, String.valueOf(e.getMessage())));
        }
    }

    private Finding judged(String program, String said) {
        Matcher version = VERSION.matcher(said.strip());
        if (!version.matches()) {
            return broken(program, said.lines().findFirst().orElse("it says nothing"));
        }
        boolean open = version.group(1).equals("openrsync");
        int protocol = Integer.parseInt(version.group(3));
        String what = program + " is " + version.group(1) + (version.group(2) == null ? "" : " " + version.group(2))
                + ", protocol " + protocol;
        if (open) {
            return Finding.note(
                    name,
                    what + ": roots with unusual characters go as a packed stream, and nothing shows how far it is",
                    "Install rsync 3 ('brew install rsync'); it is found in /opt/homebrew/bin and /usr/local/bin.");
        }
        return protocol < PRECISE
                ? Finding.note(name, what + ": times go in whole seconds", "Install rsync 3.1 or later.")
                : Finding.ok(name, what);
    }

    private Finding broken(String program, String why) {
        return Finding.wrong(name, program + " does not run: " + why, "Install it anew, or remove it.");
    }
}
