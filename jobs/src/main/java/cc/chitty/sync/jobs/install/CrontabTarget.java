package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The user's crontab, through the program of that name. */
record CrontabTarget() implements Target {

    static final String NAME = "crontab";

    /** Whether there is a crontab, and this account may see it. */
    static boolean isReadable() {
        return Programs.has("crontab")
                && Programs.run(List.of("crontab", "-l"), new byte[0]).code() == 0;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte @Nullable [] read() {
        Programs.Result listed = Programs.run(List.of("crontab", "-l"), new byte[0]);
        if (listed.code() == 0) {
            return listed.out().getBytes(StandardCharsets.ISO_8859_1);
        }
        if (listed.said().toLowerCase(Locale.ROOT).contains("no crontab")) {
            return null;
        }
        throw refused("read the crontab", listed);
    }

    @Override
    public void write(byte @Nullable [] bytes) {
        List<String> command = bytes == null ? List.of("crontab", "-r") : List.of("crontab", "-");
        Programs.Result written = Programs.run(command, bytes == null ? new byte[0] : bytes);
        if (written.code() != 0) {
            throw refused("change the crontab", written);
        }
    }

    private static Failure refused(String attempted, Programs.Result result) {
        return new Failure(FailureCategory.RETRYABLE, attempted, result.said(), "See what 'crontab -l' says.");
    }
}
