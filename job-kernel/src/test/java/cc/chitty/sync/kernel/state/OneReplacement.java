package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import java.nio.file.Path;
import java.util.List;

/** Replaces one file under a known temporary name and says "done"; to be killed or failed at every system call on these paths. */
final class OneReplacement {

    static final int SIZE = 100_000;

    private OneReplacement() {}

    public static void main(String[] arguments) {
        Path target = Path.of(arguments[0]);
        try (Staged staged = DurableFile.staged(target, Path.of(arguments[1]), out -> {
            for (int i = 0; i < SIZE; i++) {
                out.write('n');
            }
        })) {
            DurableFile.publish(List.of(staged));
            System.out.println("done");
        } catch (Failure e) {
            System.out.println(e.getMessage() + " " + e.remedy());
            System.exit(e.exitCode().code());
        }
    }
}
