package cc.chitty.sync.drivesync.rclone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Understands what rclone prints about files. */
public final class RemoteListings {

    private RemoteListings() {}

    /**
     * Reads the output of {@code lsjson} as it comes; directories are left out.
     *
     * @param hash which of them is wanted; null: none
     */
    public static void read(InputStream out, @Nullable String hash, Consumer<RemoteFile> files) {
        new RemoteListing(hash, files).read(out);
    }

    /** Reads the output of {@code check --combined}: a sign, a blank and a path; {@code =} where both are the same. */
    public static void differing(InputStream out, Consumer<String> paths) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.length() > 2 && line.charAt(0) != '=') {
                paths.accept(line.substring(2));
            }
        }
    }
}
