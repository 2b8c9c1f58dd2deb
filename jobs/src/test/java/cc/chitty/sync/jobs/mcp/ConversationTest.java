package cc.chitty.sync.jobs.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** However the reading or the writing ends, the server is told. */
class ConversationTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}\n";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private boolean broken(InputStream in, OutputStream out) throws InterruptedException {
        Conversation conversation = new Conversation(
                in,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                McpJsonDefaults.getMapper(),
                Set.of(),
                told::add,
                ended::countDown);
        McpServer.sync(conversation)
                .serverInfo("test", "1")
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .build();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        return conversation.broken();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_agent_closes_its_end() throws InterruptedException {
        assertThat(broken(bytes(PING), written)).isFalse();
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("-32600").endsWith("\n");
        assertThat(told).isEmpty();
    }

    @Test
    void the_input_fails() throws InterruptedException {
        InputStream failing = new Followed(bytes(PING)) {
            @Override
            int then() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThat(broken(failing, written)).isTrue();
        assertThat(told).containsExactly("the input cannot be read: gone");
    }

    @Test
    void there_is_no_memory_for_a_line() throws InterruptedException {
        InputStream failing = new Followed(bytes(PING)) {
            @Override
            int then() {
                throw new OutOfMemoryError("as in a test");
            }
        };
        assertThat(broken(failing, written)).isTrue();
    }

    @Test
    void nobody_takes_the_answers() throws InterruptedException {
        InputStream open = new Followed(bytes(PING)) {
            @Override
            int then() throws IOException {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        };
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("closed");
            }
        };
        assertThat(broken(open, closed)).isTrue();
    }

    /** Something comes after the first bytes. */
    private abstract static class Followed extends FilterInputStream {

        Followed(InputStream first) {
            super(first);
        }

        abstract int then() throws IOException;

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            return count < 0 ? then() : count;
        }
    }
}
