package cc.chitty.sync.jobs.command;

/** Marks a command that needs the job repository, and so runs in the process that owns the state directory. */
public interface OwnerCommand {}
