package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.ExitCode;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * How {@code rollback} takes back a run of one job.
 *
 * @param job its name
 * @param run what names a run of it
 * @param rollback takes the run of that name back, and tells how it went
 */
public record Reversible(String job, Pattern run, BiFunction<Printing, String, ExitCode> rollback) {

    /** A run's number, as {@code history} lists it. */
    public static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
}
