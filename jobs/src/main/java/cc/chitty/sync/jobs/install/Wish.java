package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a person wants installed.
 *
 * @param scheduler who starts the regular runs
 * @param watchers that are kept running
 * @param todoTools whether Claude Code is told to give its todo tools to every model
 * @param migrate whether the entries of the first system are taken out
 * @param commands that this version has
 */
record Wish(
        boolean hooks,
        Scheduler scheduler,
        Set<Watcher> watchers,
        boolean mcp,
        boolean todoTools,
        boolean migrate,
        Set<String> commands) {

    /** Who starts regular runs. */
    enum Scheduler {
        NONE,
        CRON,
        SYSTEMD,
        LAUNCHD;

        /** What suits this machine. */
        static Scheduler usual() {
            if (System.getProperty("os.name", "").startsWith("Mac")) {
                return LAUNCHD;
            }
            if (Programs.has("systemctl") && answers()) {
                return SYSTEMD;
            }
            return Programs.has("crontab") ? CRON : NONE;
        }

        /** Without a session of systemd for this user its units would never start. */
        private static boolean answers() {
            return Programs.run(List.of("systemctl", "--user", "show-environment"), new byte[0])
                            .code()
                    == 0;
        }
    }

    Wish {
        watchers = watchers.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(watchers));
        commands = Set.copyOf(commands);
    }
}
