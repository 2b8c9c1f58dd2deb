package cc.chitty.sync.gitpush.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whether everybody can read a remote. */
public enum Publicness {
    PUBLIC,
    NOT_PUBLIC,
    /** Not on GitHub, or GitHub could not be asked. */
    UNKNOWN;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Asks GitHub without credentials: what it shows to nobody in particular, it shows to everybody. */
    public static Publicness of(RemoteAddress address) {
        String name = address.onGithub();
        return name == null ? UNKNOWN : of(URI.create("https://api.github.com/repos/" + name));
    }

    static Publicness of(URI api) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request =
                HttpRequest.newBuilder(api).timeout(PATIENCE).GET().build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? PUBLIC : status == 404 ? NOT_PUBLIC : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
