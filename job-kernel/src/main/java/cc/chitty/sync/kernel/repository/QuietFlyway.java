package cc.chitty.sync.kernel.repository;

import org.flywaydb.core.api.logging.Log;

/** Drops Flyway's announcements: before Spring has set up logging they would land in a command's output. */
final class QuietFlyway implements Log {

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception cause) {}

    @Override
    public void notice(String message) {}
}
