package cc.chitty.sync.jobs.install;

/** What is kept running, each a service of its own. */
enum Watcher {
    /** Agents' lists here. */
    LISTS("watch", "watch"),
    /** What is synced with peers. */
    PEERS("gpu-watch", "gpu-sync watch --peer all");

    private final String unit;
    private final String line;

    Watcher(String unit, String line) {
        this.unit = unit;
        this.line = line;
    }

    /** As its service is called, after {@code chittysync-} or {@code cc.chitty.sync.}. */
    String unit() {
        return unit;
    }

    /** The command and its options. */
    String line() {
        return line;
    }
}
