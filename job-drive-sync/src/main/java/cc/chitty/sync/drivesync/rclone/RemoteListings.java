package cc.chitty.sync.drivesync.rclone;

import cc.chitty.sync.kernel.json.JsonTrouble;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Understands what rclone prints about files. */
public final class RemoteListings {

    private RemoteListings() {}

    /**
     * Reads the output of {@code lsjson} as it comes; directories are left out.
     *
     * @param hash which of them is wanted; null: none
     * @throws Failure RETRYABLE where it is no listing, or not all of one
     */
    public static void read(InputStream out, @Nullable String hash, Consumer<RemoteFile> files) {
        try {
            new RemoteListing(hash, files).read(out);
        } catch (JacksonException e) {
            throw noListing(e);
        }
    }

    private static Failure noListing(JacksonException e) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "list the remote",
                "what rclone printed is no listing: " + JsonTrouble.inDocument(e),
                "Start again; 'chittysync drive-sync doctor' looks at the remote.");
    }

    /** Takes a path and whether both sides have the same there. */
    @FunctionalInterface
    public interface Compared {
        void accept(String path, boolean same);
    }

    /** Reads the output of {@code check --combined}: a sign, a blank and a path; {@code =} where both are the same. */
    public static void compared(InputStream out, Compared compared) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.length() > 2) {
                compared.accept(line.substring(2), line.charAt(0) == '=');
            }
        }
    }
}
