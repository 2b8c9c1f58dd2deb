package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.ExitCode;
import java.util.function.Function;

/**
 * How {@code restart} resumes the runs of one job.
 *
 * @param job its name
 * @param start starts the job as its own command does without options, and tells how it went
 */
public record Resumed(String job, Function<Printing, ExitCode> start) {}
