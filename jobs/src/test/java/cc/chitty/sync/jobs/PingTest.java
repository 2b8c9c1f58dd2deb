package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.owner.Terminal;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A health check that is set up as a person does it. */
class PingTest extends DeskTest {

    private static final Map<String, String> CRON = Map.of("CHITTYSYNC_TRIGGER", "cron");

    @Test
    void runs_that_no_person_started_are_told_to_the_health_check() throws IOException {
        List<String> calls = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/p";
            Files.writeString(
                    desk.state().root().resolve("settings.properties"), "chittysync.notify.ping=" + url + "\n");
            Files.writeString(desk.list(1, 0, "pending Write the test"), "{");
            assertThat(desk.run(Terminal.NONE, CRON, "consolidate").code()).isEqualTo(3);
            desk.list(1, 1, "pending Write the test");
            assertThat(desk.run("consolidate").code()).isZero();
            desk.close();
            assertThat(calls).containsExactly("/p/start", "/p/3");
        } finally {
            server.stop(0);
        }
    }
}
