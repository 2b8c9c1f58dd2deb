package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.peer.LocalPrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * This machine's rsync and what it understands: asked, not concluded from its version, since macOS has another one of that name.
 *
 * @param program path
 * @param help what it says of its options
 */
record Rsync(String program, String help) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    static Rsync ask(String program) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String errors = new LocalPrograms()
                .run(List.of(program, "--help"), InputStream.nullInputStream(), output, LIMIT)
                .errors();
        return new Rsync(program, output.toString(StandardCharsets.UTF_8) + errors);
    }

    boolean knows(String option) {
        return help.contains(option);
    }
}
