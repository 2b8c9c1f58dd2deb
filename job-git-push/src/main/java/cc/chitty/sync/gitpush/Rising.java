package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The other half of the three-way merge of a foreign edit. The edit was said by {@code edited} as if nobody else had done
 * anything; here a device that had, without the editor's knowing, says its own again where the law wants that to win: a
 * change over a removal, a completion over a step back. It raises its register's epoch to the edit's.
 */
record Rising(Map<TodoKey, Sighting> edits, String device) {

    Rising(Collection<Sighting> said, String device) {
        this(byTodo(said), device);
    }

    private static Map<TodoKey, Sighting> byTodo(Collection<Sighting> said) {
        Map<TodoKey, Sighting> edits = new HashMap<>();
        for (Sighting edit : said) {
            edits.merge(edit.todo(), edit, (a, b) -> a.at().isAfter(b.at()) ? a : b);
        }
        return edits;
    }

    /**
     * Writes the journal with the registers that rise.
     *
     * @param known the journal as the editor may have known it
     * @return how many rose; nothing is written if none did
     */
    long rise(Path now, Path known, Path out) throws IOException {
        if (edits.isEmpty()) {
            return 0;
        }
        Set<Sighting> seen = JournalFiles.sightings(known, device);
        return JournalFiles.rewrite(now, device, it -> seen.contains(it) ? it : risen(it), out);
    }

    private Sighting risen(Sighting ours) {
        Sighting edit = edits.get(ours.todo());
        if (edit == null || !ours.stands()) {
            return ours;
        }
        boolean removal = edit.presence() == Presence.DELETED;
        int epoch = removal ? edit.epoch() + 1 : edit.epoch();
        boolean wins = removal || ours.status().compareTo(edit.status()) > 0;
        return wins && ours.epoch() < epoch ? ours.inEpoch(epoch) : ours;
    }
}
