package cc.chitty.sync.drivesync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One run of the job in a process of its own, to be killed. */
final class DriveMain {

    private DriveMain() {}

    /** The directory, and how many files a chunk has. */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> settings = Map.of(".chunk.files", arguments[1], "limits.transfers", "4");
        try (DriveFixture drive = DriveFixture.open(Path.of(arguments[0]), settings)) {
            DriveSync.Answer answer = drive.run();
            System.out.println("transferred " + drive.count(answer, "files_transferred"));
            System.exit(answer.ended().exitCode().code());
        }
    }
}
