package cc.chitty.sync.gitpush;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The real {@code git http-backend} behind the JDK's HTTP server, with basic authentication, on the loopback. */
public final class HttpGitServer implements AutoCloseable {

    public static final String USER = "x-access-token";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path root;

    public HttpGitServer(Path root, String token) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        HttpContext context = server.createContext("/", this::answer);
        context.setAuthenticator(new BasicAuthenticator("git") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals(USER) && password.equals(token);
            }
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String repository) {
        return "http://127.0.0.1:" + port() + "/" + repository;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(variables(exchange, body.length));
            Process git = builder.start();
            CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(git, body), threads);
            byte[] out = git.getInputStream().readAllBytes();
            fed.join();
            reply(exchange, out);
        }
    }

    private static void feed(Process git, byte[] body) {
        try (var in = git.getOutputStream()) {
            new ByteArrayInputStream(body).transferTo(in);
        } catch (IOException e) {
            git.destroy(); // it did not want to hear all of it; its answer says why
        }
    }

    private Map<String, String> variables(HttpExchange exchange, int length) {
        var headers = exchange.getRequestHeaders();
        String query = exchange.getRequestURI().getRawQuery();
        return Map.ofEntries(
                Map.entry("GIT_PROJECT_ROOT", root.toString()),
                Map.entry("GIT_HTTP_EXPORT_ALL", "1"),
                Map.entry("GIT_CONFIG_COUNT", "1"),
                Map.entry("GIT_CONFIG_KEY_0", "safe.directory"),
                Map.entry("GIT_CONFIG_VALUE_0", "*"),
                Map.entry("PATH_INFO", exchange.getRequestURI().getPath()),
                Map.entry("QUERY_STRING", query == null ? "" : query),
                Map.entry("REQUEST_METHOD", exchange.getRequestMethod()),
                Map.entry("REMOTE_USER", USER),
                Map.entry("REMOTE_ADDR", "127.0.0.1"),
                Map.entry("CONTENT_LENGTH", Integer.toString(length)),
                Map.entry("CONTENT_TYPE", or(headers.getFirst("Content-Type"))),
                Map.entry("HTTP_CONTENT_ENCODING", or(headers.getFirst("Content-Encoding"))),
                Map.entry("HTTP_GIT_PROTOCOL", or(headers.getFirst("Git-Protocol"))));
    }

    private static String or(@Nullable String header) {
        return header == null ? "" : header;
    }

    private static void reply(HttpExchange exchange, byte[] out) throws IOException {
        int end = new String(out, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        int status = 200;
        for (String line : new String(out, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        byte[] body = Arrays.copyOfRange(out, end + 4, out.length);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (InputStream content = new ByteArrayInputStream(body)) {
            content.transferTo(exchange.getResponseBody());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
