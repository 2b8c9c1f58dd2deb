package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.category.Direction;
import java.util.List;
import java.util.Locale;

/** The commands that sync: which categories, and which way. */
enum SyncKind {
    SYNC_ALL("Syncs everything, both ways.", Direction.BOTH),
    SYNC_SESSIONS("Syncs the agents' sessions, both ways.", Direction.BOTH, "sessions"),
    SYNC_CONFIG("Syncs the agents' and editors' configuration, both ways.", Direction.BOTH, "config"),
    SYNC_GIT("Exchanges commits, branches and tags of the repositories, both ways.", Direction.BOTH, "git"),
    SYNC_WORKSPACE("Syncs the files below the workspace roots, both ways.", Direction.BOTH, "workspace"),
    SYNC_ENV("Syncs the shell's environment, both ways.", Direction.BOTH, "env"),
    PUSH_ALL("Brings what changed here to the peer; deletes nothing there without --delete.", Direction.PUSH),
    PULL_ALL("Brings what changed on the peer here; deletes nothing here without --delete.", Direction.PULL);

    private final String description;
    private final Direction direction;
    private final String category;

    SyncKind(String description, Direction direction) {
        this(description, direction, "");
    }

    SyncKind(String description, Direction direction, String category) {
        this.description = description;
        this.direction = direction;
        this.category = category;
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    Direction direction() {
        return direction;
    }

    /** Empty: all. */
    List<String> categories() {
        return category.isEmpty() ? List.of() : List.of(category);
    }
}
