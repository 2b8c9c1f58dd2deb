package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JournalReader;
import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.codec.digest.MurmurHash3;

/** Which contents this device's journal has of which agent sessions, whatever their project. A hash of 64 bits of each. */
final class JournalSessions {

    private final Set<Long> hashes = new HashSet<>();

    private JournalSessions() {}

    static JournalSessions of(Path directory, String device) {
        Path file = JournalSet.file(directory, device);
        JournalSessions sessions = new JournalSessions();
        try (JournalReader journal = new JournalReader(file, device)) {
            for (TodoKey todo = journal.upcoming(); todo != null; todo = journal.upcoming()) {
                String content = todo.content();
                journal.sightings(todo).stream()
                        .map(it -> hash(it.session().agent(), it.session().id(), content))
                        .forEach(sessions.hashes::add);
            }
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
        return sessions;
    }

    boolean has(String agent, String session, String content) {
        return hashes.contains(hash(agent, session, content));
    }

    private static long hash(String agent, String session, String content) {
        byte[] name = (agent + '\0' + session + '\0' + content).getBytes(StandardCharsets.UTF_8);
        return MurmurHash3.hash128x64(name)[0];
    }
}
