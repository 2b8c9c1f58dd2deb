package cc.chitty.sync.jobs.install;

import org.jspecify.annotations.Nullable;

/** Something whose bytes an installation may change: a file, or the user's crontab. */
interface Target {

    /** How the record names it; a path, or {@code crontab}. */
    String name();

    /** Null where it is not there. */
    byte @Nullable [] read();

    /** Replaces it; null removes it. */
    void write(byte @Nullable [] bytes);
}
