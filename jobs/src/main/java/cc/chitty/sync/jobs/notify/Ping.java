package cc.chitty.sync.jobs.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a health check's URL, one call after the other, while the run goes on. What goes wrong is only logged, without the
 * URL, which may be a secret: a run is not worse for it.
 */
final class Ping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ping.class);

    private final URI url;
    private final Duration limit;
    private final HttpClient client;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    Ping(URI url, Duration limit) {
        this.url = url;
        this.limit = limit;
        this.client = HttpClient.newBuilder().connectTimeout(limit).build();
    }

    /**
     * Calls it once the calls before this one are over.
     *
     * @param state added to the URL's path; empty for none
     */
    synchronized void send(String state) {
        HttpRequest request =
                HttpRequest.newBuilder(target(state)).timeout(limit).build();
        last = last.thenCompose(before -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .handle(this::answered);
    }

    private URI target(String state) {
        if (state.isEmpty()) {
            return url;
        }
        try {
            String path = (url.getPath() == null ? "" : url.getPath()).replaceFirst("/$", "") + "/" + state;
            return new URI(url.getScheme(), url.getAuthority(), path, url.getQuery(), null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a longer path makes no URL wrong", e);
        }
    }

    private @Nullable Void answered(@Nullable HttpResponse<Void> response, @Nullable Throwable thrown) {
        if (thrown != null || response == null) {
            LOG.warn("the health check at {} cannot be reached: {}", url.getHost(), String.valueOf(thrown));
        } else if (response.statusCode() >= 300) {
            LOG.warn("the health check at {} answered {}", url.getHost(), response.statusCode());
        }
        return null;
    }

    /** Waits for what was sent, which takes no longer than the limit allows for a start and an end. */
    @Override
    public void close() {
        CompletableFuture<Void> sent;
        synchronized (this) {
            sent = last;
        }
        sent.completeOnTimeout(null, 2 * limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
