package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Runs a guest's command; one guest's defect must not end the owner and the other guests. */
final class Serving {

    private Serving() {}

    static int run(
            CommandRunner runner, Request request, OutputStream out, OutputStream err, Interruption interruption) {
        try {
            return runner.run(request, out, err, interruption);
        } catch (Failure e) {
            return tell(err, e.getMessage() + "\n" + e.remedy(), null, e.exitCode());
        } catch (RuntimeException | Error e) {
            return tell(err, "this is a defect of ours", e, ExitCode.FAILED);
        }
    }

    private static int tell(OutputStream err, String text, @Nullable Throwable cause, ExitCode code) {
        PrintStream print = new PrintStream(err, false, StandardCharsets.UTF_8);
        print.println(text);
        if (cause != null) {
            cause.printStackTrace(print);
        }
        print.flush();
        return code.code();
    }
}
