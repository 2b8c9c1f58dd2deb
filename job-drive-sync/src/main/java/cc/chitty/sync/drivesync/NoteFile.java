package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.PropertiesFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A small file of the job's own, of which nothing is lost that is not found out again: one that is damaged is as good as none. */
record NoteFile(Path path) {

    /** Names and values; none where there is no such file, or one that cannot be understood. */
    Map<String, String> values() {
        try {
            return PropertiesFile.read(path).orElseGet(TreeMap::new);
        } catch (Failure e) {
            if (e.category() == FailureCategory.DAMAGED) {
                return Map.of();
            }
            throw e;
        }
    }

    /** The text, whatever its bytes are. */
    Optional<String> text() {
        try {
            return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StorageFailure.of("read", path, e);
        }
    }

    void replace(Map<String, String> values) {
        replace(PropertiesFile.bytes(values));
    }

    void replace(String text) {
        replace(text.getBytes(StandardCharsets.UTF_8));
    }

    private void replace(byte[] content) {
        PrivateDirectory.create(Objects.requireNonNull(path.getParent()));
        DurableFile.replace(path, content);
    }

    void forget() {
        DurableFile.delete(path);
    }
}
