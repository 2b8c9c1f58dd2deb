package cc.chitty.sync.jobs.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a health check's URL. What goes wrong is only logged: a run is not worse for it. */
final class Ping {

    private static final Logger LOG = LoggerFactory.getLogger(Ping.class);

    private final URI url;
    private final Duration limit;
    private final HttpClient client;

    Ping(URI url, Duration limit) {
        this.url = url;
        this.limit = limit;
        this.client = HttpClient.newBuilder().connectTimeout(limit).build();
    }

    /**
     * Calls it and waits for the answer, within the limit.
     *
     * @param state added to the URL's path; empty for none
     */
    void send(String state) {
        URI target = state.isEmpty() ? url : URI.create(url.toString().replaceFirst("/$", "") + "/" + state);
        HttpRequest request = HttpRequest.newBuilder(target).timeout(limit).GET().build();
        try {
            int code = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (code >= 300) {
                LOG.warn("the health check at {} answered {}", url.getHost(), code);
            }
        } catch (IOException e) {
            LOG.warn("the health check at {} cannot be reached: {}", url.getHost(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
