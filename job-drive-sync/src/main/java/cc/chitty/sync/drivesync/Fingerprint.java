package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** Tells whether a mirror is as it was when it was committed, by the looks of its files. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(SortedMap<String, MirrorState> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, state) -> {
                String line = path + '\0' + state.size() + ' ' + state.modified() + ' ' + state.changed() + '\n';
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
