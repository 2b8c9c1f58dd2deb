package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.Capabilities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A remote's settings as arguments of rclone; only those that this rclone knows. */
record RcloneOptions(RemoteSettings settings, Capabilities capabilities) {

    private static final String EXPORTS = "docx,xlsx,pptx,svg";

    /** For whatever looks at the remote. */
    List<String> looking() {
        List<String> options = new ArrayList<>(List.of("--use-json-log"));
        options.add("--checkers=" + settings.limits().checkers());
        if (settings.limits().transactions() > 0) {
            add(
                    options,
                    "--tpslimit",
                    String.format(Locale.ROOT, "%.3f", settings.limits().transactions()));
        }
        options.addAll(documents());
        return options;
    }

    /**
     * For whatever writes to either side: each file in a line of the log, and once a second how far it is. What failed is tried
     * again by us and alone: rclone would send all of it again, and what it set aside first would be replaced by that.
     */
    List<String> transferring(@Nullable Duration left) {
        List<String> options = new ArrayList<>(looking());
        options.addAll(List.of(
                "-v", "--stats=1s", "--stats-log-level=NOTICE", "--ignore-times", "--no-traverse", "--retries=1"));
        options.add("--transfers=" + settings.limits().transfers());
        String bandwidth = settings.limits().bandwidth();
        if (bandwidth != null) {
            add(options, "--bwlimit", bandwidth);
        }
        if (left != null) {
            add(options, "--max-duration", Math.max(1, left.toSeconds()) + "s");
            add(options, "--cutoff-mode", "soft");
        }
        add(options, "--inplace=false", null);
        return options;
    }

    /** For what goes into an empty directory. */
    List<String> fetching(@Nullable Duration left) {
        List<String> options = transferring(left);
        add(options, "--no-check-dest", null);
        return options;
    }

    List<String> filter() {
        return settings.filter().stream().map(rule -> "--filter=" + rule).toList();
    }

    /** They are of one backend and mean nothing to the others. */
    private List<String> documents() {
        List<String> options = new ArrayList<>();
        switch (settings.gdocs()) {
            case SKIP -> add(options, "--drive-skip-gdocs", null);
            case LINK -> add(options, "--drive-export-formats", "link.html");
            case EXPORT -> add(options, "--drive-export-formats", EXPORTS);
        }
        return options;
    }

    private void add(List<String> options, String option, @Nullable String value) {
        int end = option.indexOf('=');
        if (capabilities.has(end < 0 ? option : option.substring(0, end))) {
            options.add(value == null ? option : option + "=" + value);
        }
    }
}
