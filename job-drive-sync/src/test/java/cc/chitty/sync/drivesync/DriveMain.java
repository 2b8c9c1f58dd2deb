package cc.chitty.sync.drivesync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One run of the job in a process of its own, to be killed. */
final class DriveMain {

    private DriveMain() {}

    /** The directory, and how many files a chunk has. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Map<String, Object> settings = Map.of(
                ".chunk.files",
                arguments[1],
                ".program",
                KilledDrive.program(directory).toString(),
                "limits.transfers",
                "4");
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            DriveSync.Answer answer = drive.run();
            System.out.println("transferred " + drive.count(answer, "files_transferred"));
            answer.ended().report().problems().forEach(System.out::println);
            System.exit(answer.ended().exitCode().code());
        }
    }
}
