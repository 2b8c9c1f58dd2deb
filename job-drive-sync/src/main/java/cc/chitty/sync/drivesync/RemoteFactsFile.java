package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.Capabilities;
import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.drivesync.rclone.RcloneProgram;
import cc.chitty.sync.drivesync.rclone.RemoteFeatures;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps the answers of rclone and of a remote: three processes less in every run. */
record RemoteFactsFile(NoteFile file, RcloneProgram program, String remote) {

    RemoteFacts facts(Rclone rclone) {
        String key = key();
        Map<String, String> known = file.values();
        if (key.equals(known.get("key"))) {
            return facts(known);
        }
        Capabilities capabilities = Capabilities.of(rclone);
        capabilities.require();
        RemoteFacts facts = new RemoteFacts(capabilities, RemoteFeatures.of(rclone, remote));
        file.replace(values(key, facts));
        return facts;
    }

    /** Another program, another configuration or another remote has another one. */
    private String key() {
        Path found = program.find().orElse(Path.of(program.program()));
        return Digests.of(stamp(found) + "\n" + stamp(program.config()) + "\n" + remote);
    }

    private static String stamp(Path path) {
        try {
            return path + (Files.exists(path) ? " " + Files.size(path) + " " + Files.getLastModifiedTime(path) : "");
        } catch (IOException e) {
            throw StorageFailure.of("look at", path, e);
        }
    }

    private static Map<String, String> values(String key, RemoteFacts facts) {
        RemoteFeatures features = facts.features();
        Map<String, String> values = new TreeMap<>();
        values.put("key", key);
        values.put("version", facts.capabilities().version());
        values.put(
                "options", String.join(" ", new TreeSet<>(facts.capabilities().options())));
        values.put("hashes", String.join(" ", new TreeSet<>(features.hashes())));
        values.put("slow-hashes", Boolean.toString(features.slowHashes()));
        values.put("local", Boolean.toString(features.local()));
        values.put("duplicates", Boolean.toString(features.duplicates()));
        return values;
    }

    private static RemoteFacts facts(Map<String, String> known) {
        return new RemoteFacts(
                new Capabilities(known.getOrDefault("version", ""), words(known, "options")),
                new RemoteFeatures(
                        words(known, "hashes"),
                        Boolean.parseBoolean(known.get("slow-hashes")),
                        Boolean.parseBoolean(known.get("local")),
                        Boolean.parseBoolean(known.get("duplicates"))));
    }

    private static Set<String> words(Map<String, String> known, String name) {
        Set<String> words =
                new TreeSet<>(Arrays.asList(known.getOrDefault(name, "").split(" ", -1)));
        words.remove("");
        return words;
    }
}
