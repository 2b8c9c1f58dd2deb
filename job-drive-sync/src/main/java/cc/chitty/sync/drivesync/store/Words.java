package cc.chitty.sync.drivesync.store;

import cc.chitty.sync.drivesync.plan.Action;
import cc.chitty.sync.drivesync.plan.Remark;
import java.util.Locale;

/** Words of tables as values. */
final class Words {

    private Words() {}

    static Action action(String word) {
        return Action.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Remark remark(String word) {
        return Remark.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
