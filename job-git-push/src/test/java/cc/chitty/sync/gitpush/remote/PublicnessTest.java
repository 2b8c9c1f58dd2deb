package cc.chitty.sync.gitpush.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicnessTest {

    @Test
    void what_is_shown_to_nobody_in_particular_is_public() throws IOException {
        HttpServer github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        github.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            assertThat(exchange.getRequestHeaders()).doesNotContainKey("Authorization");
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
            exchange.close();
        });
        github.start();
        try {
            String place = "http://127.0.0.1:" + github.getAddress().getPort() + "/";
            Map<Integer, Publicness> expected =
                    Map.of(200, Publicness.PUBLIC, 404, Publicness.NOT_PUBLIC, 403, Publicness.UNKNOWN);
            expected.forEach((status, publicness) ->
                    assertThat(Publicness.of(URI.create(place + status))).isEqualTo(publicness));
        } finally {
            github.stop(0);
        }
        assertThat(Publicness.of(URI.create("http://127.0.0.1:1/"))).isEqualTo(Publicness.UNKNOWN);
        assertThat(Publicness.of(RemoteAddress.of("/srv/todos.git"))).isEqualTo(Publicness.UNKNOWN);
    }

    @Test
    void a_repository_on_github_is_known_by_any_of_its_addresses() {
        assertThat(RemoteAddress.of("https://github.com/kim/todos.git").onGithub())
                .isEqualTo("kim/todos");
        assertThat(RemoteAddress.of("git@github.com:kim/todos.git").onGithub()).isEqualTo("kim/todos");
        assertThat(RemoteAddress.of("ssh://git@github.com/kim/todos").onGithub())
                .isEqualTo("kim/todos");
        assertThat(RemoteAddress.of("https://example.org/kim/todos.git").onGithub())
                .isNull();
    }
}
