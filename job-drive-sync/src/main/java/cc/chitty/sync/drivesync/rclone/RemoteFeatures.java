package cc.chitty.sync.drivesync.rclone;

import cc.chitty.sync.kernel.json.JsonTrouble;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a remote can do.
 *
 * @param hashes of content that it tells, by rclone's names
 * @param slowHashes whether it reads the whole content for one
 * @param local whether it is a disk of this machine
 * @param duplicates whether two files of one name can be in one of its directories, as on Google Drive
 */
public record RemoteFeatures(Set<String> hashes, boolean slowHashes, boolean local, boolean duplicates) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those Java knows, the quickest first. */
    private static final List<String> KNOWN = List.of("md5", "sha1", "sha256");

    public RemoteFeatures {
        hashes = Set.copyOf(hashes);
    }

    /** Asks the remote, as {@code rclone backend features} does. */
    public static RemoteFeatures of(Rclone rclone, String remote) {
        return parse(rclone.text(List.of("backend", "features", remote)));
    }

    static RemoteFeatures parse(String json) {
        JsonNode answer = tree(json);
        List<String> hashes = new ArrayList<>();
        answer.path("Hashes").forEach(hash -> hashes.add(hash.asString("")));
        JsonNode features = answer.path("Features");
        return new RemoteFeatures(
                Set.copyOf(hashes),
                features.path("SlowHash").asBoolean(false),
                features.path("IsLocal").asBoolean(false),
                features.path("DuplicateFiles").asBoolean(false));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "ask what the remote can do",
                    "what rclone printed is no answer to that: " + JsonTrouble.inDocument(e),
                    "Start again; 'chittysync drive-sync doctor' looks at the remote.");
        }
    }

    /** A hash that both the remote and Java know; null where there is none. */
    public @Nullable String hash() {
        return KNOWN.stream().filter(hashes::contains).findFirst().orElse(null);
    }
}
