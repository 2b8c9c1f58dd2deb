package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A remote, two devices that share it, and a clock that stands. */
abstract class TwoDevices {

    @TempDir
    Path directory;

    Instant now = Instant.parse("2026-11-02T08:00:00Z");
    TestRemote remote;
    TestDevice laptop;
    TestDevice desktop;

    @BeforeEach
    void begin() throws IOException {
        remote = new TestRemote(directory.resolve("remote.git"));
        laptop = device("laptop", "d-00000000000a");
        desktop = device("desktop", "d-00000000000b");
    }

    @AfterEach
    void end() {
        remote.close();
    }

    TestDevice device(String name, String id) {
        return new TestDevice(directory.resolve(name), id, remote.connection(), () -> now);
    }

    void both(String content) {
        laptop.list(content, Status.PENDING);
        laptop.sync();
        desktop.sync();
        now = now.plusSeconds(60);
    }

    void settle() {
        for (int round = 0; round < 2; round++) {
            laptop.sync();
            desktop.sync();
        }
        assertThat(laptop.shared()).isEqualTo(desktop.shared());
        assertThat(remote.files()).containsAllEntriesOf(laptop.shared());
    }

    Instant later(int seconds) {
        now = now.plusSeconds(seconds);
        return now;
    }

    static SortedMap<String, String> replacing(SortedMap<String, String> files, String from, String to) {
        String view = files.getOrDefault(Layout.TODOS, "");
        StringBuilder edited = new StringBuilder();
        for (String line : view.split("\n", -1)) {
            edited.append(line.replaceFirst("\"status\":" + from, "\"status\":" + to))
                    .append('\n');
        }
        files.put(Layout.TODOS, edited.toString());
        return files;
    }
}
