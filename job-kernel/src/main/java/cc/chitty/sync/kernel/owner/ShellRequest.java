package cc.chitty.sync.kernel.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a shell asks for: {@code POST /run} with a body of strings that each end with a zero byte: version, working
 * directory, {@code 1} or {@code 0} for standard output and for standard error being a terminal, its columns, the number of
 * arguments, the arguments, and {@code NAME=value} for each variable.
 */
record ShellRequest(String version, Request request) {

    private static final int LONGEST_HEAD = 1 << 13;
    private static final int LONGEST_BODY = 1 << 20;
    private static final String END = "\r\n\r\n";

    /** Reads a request, all of which has to come within the silence that is allowed. */
    static ShellRequest read(ShellWire wire, Limits limits) throws IOException {
        long deadline = System.nanoTime() + limits.silence().toNanos();
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HEAD + LONGEST_BODY);
        int body = -1;
        int length = 0;
        while (body < 0 || bytes.position() < body + length) {
            fill(wire, bytes, deadline);
            if (body < 0) {
                body = endOfHead(bytes);
                length = body < 0 ? 0 : lengthOfBody(text(bytes, 0, body));
            }
        }
        return parse(text(bytes, body, body + length));
    }

    private static void fill(ShellWire wire, ByteBuffer bytes, long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0 || wire.read(bytes, Duration.ofNanos(Math.max(left, 1_000_000))) < 0) {
            throw new IOException("the request is not complete");
        }
    }

    private static int endOfHead(ByteBuffer bytes) throws IOException {
        int end = text(bytes, 0, Math.min(bytes.position(), LONGEST_HEAD)).indexOf(END);
        if (end < 0 && bytes.position() >= LONGEST_HEAD) {
            throw new IOException("the head is too long");
        }
        return end < 0 ? -1 : end + END.length();
    }

    private static int lengthOfBody(String head) throws IOException {
        String[] lines = head.split("\r\n", -1);
        if (!lines[0].startsWith("POST /run HTTP/1.")) {
            throw new IOException("not a request of ours");
        }
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                return number(lower.substring("content-length:".length()).strip(), LONGEST_BODY);
            }
        }
        throw new IOException("no length");
    }

    private static ShellRequest parse(String body) throws IOException {
        if (!body.endsWith("\0")) {
            throw new IOException("the last string does not end");
        }
        List<String> fields =
                List.of(new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).split("\0", -1));
        List<String> strings = fields.subList(0, fields.size() - 1);
        if (strings.size() < 6) {
            throw new IOException("too few strings");
        }
        int arguments = number(strings.get(5), strings.size() - 6);
        Terminal terminal =
                new Terminal(strings.get(2).equals("1"), strings.get(3).equals("1"), number(strings.get(4), 10_000));
        Map<String, String> environment = environment(strings.subList(6 + arguments, strings.size()));
        try {
            Path directory = Path.of(strings.get(1));
            Request request = new Request(strings.subList(6, 6 + arguments), directory, environment, terminal);
            return new ShellRequest(strings.get(0), request);
        } catch (InvalidPathException e) {
            throw new IOException("not a path", e);
        }
    }

    private static Map<String, String> environment(List<String> variables) throws IOException {
        Map<String, String> environment = new TreeMap<>();
        for (String variable : variables) {
            int end = variable.indexOf('=');
            if (end < 1) {
                throw new IOException("not a variable");
            }
            environment.put(variable.substring(0, end), variable.substring(end + 1));
        }
        return environment;
    }

    private static int number(String text, int highest) throws IOException {
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) > highest) {
            throw new IOException("not a number up to " + highest);
        }
        return Integer.parseInt(text);
    }

    /** One character for each byte. */
    private static String text(ByteBuffer bytes, int from, int to) {
        byte[] part = new byte[to - from];
        bytes.duplicate().position(from).get(part);
        return new String(part, StandardCharsets.ISO_8859_1);
    }
}
