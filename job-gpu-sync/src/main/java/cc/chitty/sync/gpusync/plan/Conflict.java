package cc.chitty.sync.gpusync.plan;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A path that both sides changed; both keep theirs until a person decides.
 *
 * @param agreed what both had before; null: nothing
 * @param ours what is here; null: nothing
 * @param theirs what the peer has; null: nothing
 * @param reason in words for a person
 */
public record Conflict(
        PlannedChange.Place place,
        @Nullable Content agreed,
        @Nullable Entry ours,
        @Nullable Entry theirs,
        String reason) {

    /** The same with its path spelled otherwise: for a person, not for what is stored. */
    public Conflict at(TreePath path) {
        return new Conflict(
                new PlannedChange.Place(place.category(), place.root(), path), agreed, ours, theirs, reason);
    }

    /** The same for the same path of a peer, run after run: 8 hexadecimal digits. */
    public String id(String peer) {
        try {
            String name = peer + '\0' + place.root() + '\0' + place.path().text();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
