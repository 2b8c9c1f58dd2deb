package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first thing a guest says.
 *
 * @param version of the guest
 * @param settingsDigest of the guest
 */
record Greeting(String version, String settingsDigest, Request request) {

    boolean fits(Identity owner) {
        return owner.version().equals(version) && owner.settingsDigest().equals(settingsDigest);
    }

    Frame frame() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be full of I/O errors", e);
        }
        if (bytes.size() > FrameKind.REQUEST.longest()) {
            String remedy = "Give fewer arguments at once.";
            throw new Failure(
                    FailureCategory.USAGE, "hand the command over", bytes.size() + " bytes are too many", remedy);
        }
        return Frame.of(FrameKind.REQUEST, bytes.toByteArray(), 0, bytes.size());
    }

    private void write(DataOutputStream out) throws IOException {
        write(out, version);
        write(out, settingsDigest);
        write(out, request.workingDirectory().toString());
        out.writeInt(request.arguments().size());
        for (String argument : request.arguments()) {
            write(out, argument);
        }
        out.writeInt(request.environment().size());
        for (Map.Entry<String, String> variable : request.environment().entrySet()) {
            write(out, variable.getKey());
            write(out, variable.getValue());
        }
        out.writeBoolean(request.terminal().out());
        out.writeBoolean(request.terminal().err());
        out.writeInt(request.terminal().columns());
    }

    /** Reads what a guest sent; counts and lengths are checked against the bytes that are there. */
    static Greeting of(Frame frame) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.content()));
        try {
            String version = read(in);
            String digest = read(in);
            Path directory = Path.of(read(in));
            List<String> arguments = readList(in);
            Map<String, String> environment = readMap(in);
            Terminal terminal = new Terminal(in.readBoolean(), in.readBoolean(), in.readInt());
            return new Greeting(version, digest, new Request(arguments, directory, environment, terminal));
        } catch (InvalidPathException e) {
            throw new IOException("not a path", e);
        }
    }

    private static List<String> readList(DataInputStream in) throws IOException {
        List<String> strings = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            strings.add(read(in));
        }
        return strings;
    }

    private static Map<String, String> readMap(DataInputStream in) throws IOException {
        Map<String, String> map = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            map.put(read(in), read(in));
        }
        return map;
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException(length + " bytes of text are not there");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
