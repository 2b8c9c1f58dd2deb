package cc.chitty.sync.gitpush;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Where and for whom the job works.
 *
 * @param repository the job's own, bare
 * @param device the id of this device
 * @param host what this machine calls itself
 */
record SyncPlace(StateDirectory state, Path repository, String device, String host, InstantSource clock) {

    static SyncPlace of(StateDirectory state, String device, String host, InstantSource clock) {
        return new SyncPlace(state, state.root().resolve("repo"), device, host, clock);
    }

    /** The same for one more repository of the job's own. */
    SyncPlace of(GitPushSettings.Folder folder) {
        return new SyncPlace(state, state.root().resolve("repos").resolve(folder.name()), device, host, clock);
    }

    /** For the time of one merge; emptied before and after. */
    Path work() {
        return state.root().resolve("exchange");
    }

    /**
     * Tells this installation from another one with the same device id, such as a copy of the state directory on a second
     * machine: 8 hexadecimal digits of the SHA-256 over host, directory and device.
     */
    String writer() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((host + '\0' + state.root() + '\0' + device).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
