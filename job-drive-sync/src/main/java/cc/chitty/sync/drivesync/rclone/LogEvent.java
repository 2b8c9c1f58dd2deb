package cc.chitty.sync.drivesync.rclone;

/**
 * One line of rclone's log.
 *
 * @param level as rclone names it: {@code info}, {@code warning} (for its NOTICE), {@code error}
 * @param object the path it is about; empty where it is about none
 */
public record LogEvent(String level, String object, String message) {

    public boolean isError() {
        return level.equals("error");
    }
}
