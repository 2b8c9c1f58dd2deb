package cc.chitty.sync.drivesync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands HTTP requests on to a server, but answers some with 429 or 500 and breaks some answers off in the middle. */
final class FlakyProxy implements AutoCloseable {

    private static final Set<String> NOT_HANDED_ON =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SplittableRandom random;
    private final int target;
    private final int oneIn;
    private final AtomicInteger faults = new AtomicInteger();

    /** @param oneIn how many requests there are to each that goes wrong, on average */
    FlakyProxy(int target, long seed, int oneIn) throws IOException {
        this.target = target;
        this.random = new SplittableRandom(seed);
        this.oneIn = oneIn;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    int faults() {
        return faults.get();
    }

    private synchronized int draw() {
        return random.nextInt(oneIn) == 0 ? 1 + random.nextInt(3) : 0;
    }

    private void handle(HttpExchange exchange) throws IOException {
        int fault = draw();
        if (fault > 0) {
            faults.incrementAndGet();
        }
        try (exchange) {
            switch (fault) {
                case 1 -> refuse(exchange, 429);
                case 2 -> refuse(exchange, 500);
                default -> handOn(exchange, fault == 3);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "0");
        }
        exchange.sendResponseHeaders(status, -1);
    }

    private void handOn(HttpExchange exchange, boolean breakOff) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + target + exchange.getRequestURI().toASCIIString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            if (!NOT_HANDED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> request.header(header.getKey(), handed(header.getKey(), value)));
            }
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] answer = response.body().readAllBytes();
        response.headers().map().forEach((name, values) -> {
            if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer, 0, breakOff ? answer.length / 2 : answer.length);
        }
    }

    /** The place of a MOVE or COPY is named as the client sees it. */
    private String handed(String name, String value) {
        return name.equalsIgnoreCase("Destination") ? value.replace(":" + port() + "/", ":" + target + "/") : value;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
