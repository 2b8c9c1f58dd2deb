package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import org.jspecify.annotations.Nullable;

/** A change that is made, and what is there before. */
record ChangeStep(Change change, @Nullable Entry before) {

    TreePath path() {
        return change.path();
    }

    boolean had(EntryKind kind) {
        return before != null && before.kind() == kind;
    }

    boolean wants(EntryKind kind) {
        Wanted wanted = change.wanted();
        return wanted != null && wanted.kind() == kind && !wanted.onlyMode();
    }

    boolean isOnlyMode() {
        Wanted wanted = change.wanted();
        return wanted != null
                && (wanted.onlyMode() || (wanted.kind() == EntryKind.DIRECTORY && had(EntryKind.DIRECTORY)));
    }

    /** Whether it is to have other permissions than it had. */
    boolean changesMode() {
        return before == null || before.mode() != wanted().mode();
    }

    Wanted wanted() {
        return ShellPublication.wanted(change);
    }
}
