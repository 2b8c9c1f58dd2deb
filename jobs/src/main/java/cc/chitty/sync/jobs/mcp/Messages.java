package cc.chitty.sync.jobs.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The agent's messages, one a line, and when they end. The SDK stops reading for good at a line it does not understand, and
 * then neither it nor we would see that the agent has gone: such lines are passed over here.
 */
final class Messages extends InputStream {

    private final BufferedReader lines;
    private final McpJsonMapper mapper;
    private final Consumer<String> dropped;
    private final Runnable ended;
    private byte[] line = new byte[0];
    private int next;

    /**
     * Nothing is read yet.
     *
     * @param dropped told why a line is passed over
     * @param ended told once, when the agent has closed its end
     */
    Messages(InputStream in, McpJsonMapper mapper, Consumer<String> dropped, Runnable ended) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.mapper = mapper;
        this.dropped = dropped;
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == line.length && !advance()) {
            return -1;
        }
        int taken = Math.min(length, line.length - next);
        System.arraycopy(line, next, buffer, offset, taken);
        next += taken;
        return taken;
    }

    private boolean advance() throws IOException {
        for (String read = lines.readLine(); read != null; read = lines.readLine()) {
            if (isMessage(read)) {
                line = (read + "\n").getBytes(StandardCharsets.UTF_8);
                next = 0;
                return true;
            }
        }
        ended.run();
        return false;
    }

    private boolean isMessage(String read) {
        try {
            McpSchema.deserializeJsonRpcMessage(mapper, read);
            return true;
        } catch (IOException | RuntimeException e) {
            dropped.accept(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
