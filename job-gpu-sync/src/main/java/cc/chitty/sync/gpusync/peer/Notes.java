package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes on a side of which nothing is known but what every side can. */
final class Notes {

    private static final int MOST = 1_000;

    private final Endpoint endpoint;
    private final String directory;
    private final TreePath name;

    Notes(Endpoint endpoint, String directory, String name) {
        this.endpoint = endpoint;
        this.directory = directory;
        this.name = new TreePath(name);
    }

    Optional<String> text() {
        return text(there());
    }

    private Optional<String> text(@Nullable Entry there) {
        if (there == null || there.kind() != EntryKind.FILE) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        endpoint.read(
                directory,
                List.of(name),
                (path, entry, content) -> texts.add(new String(content.readNBytes(MOST), StandardCharsets.UTF_8)));
        if (texts.isEmpty()) {
            throw failure("read", "it may not be read, or went just now");
        }
        return Optional.of(texts.get(0));
    }

    private @Nullable Entry there() {
        return endpoint.scan(List.of(new Scope(directory, List.of(name), Set.of())), new Interruption())
                .get(0)
                .entries()
                .get(name);
    }

    boolean put(@Nullable String expected, byte[] content) {
        Entry there = there();
        if (!text(there).equals(Optional.ofNullable(expected))) {
            return false;
        }
        String staging = staging();
        endpoint.stage(staging, List.of(new StagedContent(name, 0600, 0, () -> new ByteArrayInputStream(content))));
        return publish(staging, there, new Wanted(EntryKind.FILE, 0600, content.length, 0, null, false));
    }

    boolean remove(String expected) {
        Entry there = there();
        return there == null || (text(there).equals(Optional.of(expected)) && publish(staging(), there, null));
    }

    private String staging() {
        return endpoint.staging(directory, "note");
    }

    private boolean publish(String staging, @Nullable Entry there, @Nullable Wanted wanted) {
        Outcome outcome = endpoint.publish(new Publication(
                        directory, staging, staging + "/.kept", List.of(new Change(name, there, wanted))))
                .get(0);
        endpoint.discard(staging);
        if (outcome.result() == Outcome.Result.FAILED) {
            throw failure("write", String.valueOf(outcome.trouble()));
        }
        return outcome.result() == Outcome.Result.DONE;
    }

    private Failure failure(String attempted, String reason) {
        return new Failure(
                FailureCategory.RETRYABLE,
                attempted + " " + directory + "/" + name + " on "
                        + endpoint.facts().name(),
                reason,
                "See that it can be read and written there.");
    }
}
