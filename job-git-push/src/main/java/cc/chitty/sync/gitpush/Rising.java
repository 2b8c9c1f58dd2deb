package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Epochs;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
     * @param known what of it the editor may have known
     * @return how many rose; nothing is written if none did
     */
    long rise(Path now, Set<Sighting> known, Path out) throws IOException {
        return edits.isEmpty() ? 0 : JournalFiles.rewrite(now, device, it -> known.contains(it) ? it : risen(it), out);
    }

    private Sighting risen(Sighting ours) {
        Sighting edit = edits.get(ours.todo());
        if (edit == null) {
            return ours;
        }
        if (ours.presence() == Presence.DELETED) {
            return edit.presence() == Presence.DELETED || ours.epoch() < edit.epoch() ? ours : givingWay(ours, edit);
        }
        if (!ours.stands()) {
            return ours;
        }
        boolean removal = edit.presence() == Presence.DELETED;
        int epoch = removal ? edit.epoch() + 1 : edit.epoch();
        boolean wins = removal || ours.status().compareTo(edit.status()) > 0;
        return wins && ours.epoch() < epoch ? ours.inEpoch(epoch) : ours;
    }

    /** Deleted here, changed by the editor: the change stays, and a person is told. */
    private static Sighting givingWay(Sighting ours, Sighting edit) {
        Claim.Details details = new Claim.Details(edit.activeForm(), edit.priority(), edit.note());
        Instant at = edit.at().isAfter(ours.at()) ? edit.at() : ours.at().plusMillis(1);
        Claim again = new Claim(Claim.Kind.REOPENED, edit.shown(), at, edit.status(), details);
        Sighting after = new Registers(LawSettings.DEFAULT)
                .apply(ours, ours.todo(), ours.session(), again, Epochs.of(List.of(ours, edit)), null);
        return after == null ? ours : after;
    }
}
