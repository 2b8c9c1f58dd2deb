package cc.chitty.sync.gitpush.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** Sends everything through one HTTP proxy, written as {@code host:port}. */
public final class HttpProxy implements HttpConnectionFactory {

    private final JDKHttpConnectionFactory direct = new JDKHttpConnectionFactory();
    private final Proxy proxy;

    private HttpProxy(Proxy proxy) {
        this.proxy = proxy;
    }

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if it is not {@code host:port}
     */
    public static HttpProxy of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("chittysync.git-push.proxy must be host:port");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        return new HttpProxy(
                new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(text.substring(0, colon), port)));
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return direct.create(url, proxy);
    }

    @Override
    public HttpConnection create(URL url, Proxy other) throws IOException {
        return direct.create(url, proxy);
    }
}
