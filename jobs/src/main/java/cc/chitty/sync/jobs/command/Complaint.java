package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.Failure;

/** A failure as a person reads it: what could not be done and why, then what to do about it. */
public record Complaint(String what, String remedy) {

    public static Complaint of(Failure failure) {
        return new Complaint(String.valueOf(failure.getMessage()), failure.remedy());
    }

    public static Complaint of(Exception defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        String where = trace.length == 0 ? "" : " (at " + trace[0] + ")";
        return new Complaint("unexpected: " + defect + where, "This is a defect of ChittySync. Please report it.");
    }

    public void print(Invocation invocation) {
        invocation.err().println("chittysync: " + what);
        invocation.err().println("  " + remedy);
    }
}
