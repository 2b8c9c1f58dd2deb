package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.repository.RepositoryGuard;

/** The process that owns the state directory, as commands see it. */
public interface Owner {

    /** A part of the application. */
    <T> T get(Class<T> type);

    RepositoryGuard repository();
}
