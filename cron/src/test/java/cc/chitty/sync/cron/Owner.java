package cc.chitty.sync.cron;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stands for the process that owns the state directory: takes one request and gives one answer. */
final class Owner implements AutoCloseable {

    private final ServerSocketChannel server;
    private final CompletableFuture<List<String>> asked;

    private Owner(ServerSocketChannel server, String answer) {
        this.server = server;
        this.asked = CompletableFuture.supplyAsync(() -> serve(answer));
    }

    static Owner at(Path socket, String answer) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new Owner(server, answer);
    }

    /** The strings of the request. */
    List<String> asked() {
        return asked.join();
    }

    private List<String> serve(String answer) {
        try (SocketChannel shell = server.accept()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ByteBuffer part = ByteBuffer.allocate(1 << 16);
            while (!isComplete(bytes) && shell.read(part.clear()) >= 0) {
                bytes.write(part.array(), 0, part.position());
            }
            String head = "HTTP/1.0 200 OK\r\n\r\n";
            ByteBuffer all = ByteBuffer.wrap((head + answer).getBytes(StandardCharsets.UTF_8));
            while (all.hasRemaining()) {
                shell.write(all);
            }
            String body = body(bytes);
            return List.of(body.substring(0, body.length() - 1).split("\0", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isComplete(ByteArrayOutputStream bytes) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String length = text.substring(0, end).replaceFirst("(?s).*Content-Length: ([0-9]+).*", "$1");
        return body(bytes).getBytes(StandardCharsets.UTF_8).length >= Integer.parseInt(length);
    }

    private static String body(ByteArrayOutputStream bytes) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
