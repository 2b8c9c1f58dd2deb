package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.OutputStream;

/** Runs a command as the owner of the state directory or as its guest. */
@FunctionalInterface
public interface OwnerRun {
    int run(Request request, OutputStream out, OutputStream err, Interruption interruption);
}
