package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.drivesync.rclone.RcloneProgram;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whether what drive-sync needs is there, where remotes are set. The remotes themselves are asked by its own doctor. */
final class DriveCheck {

    private static final String CHECK = "drive-sync";
    private static final Pattern NAME = Pattern.compile("chittysync\\.drive-sync\\.remotes\\[\\d+]\\.name");

    private final Patient patient;

    DriveCheck(Patient patient) {
        this.patient = patient;
    }

    List<Finding> findings() {
        Map<String, String> settings = PropertiesFile.read(
                        patient.state().root().resolve("settings.properties"))
                .orElseGet(TreeMap::new);
        long remotes = settings.keySet().stream()
                .filter(name -> NAME.matcher(name).matches())
                .count();
        if (remotes == 0) {
            return List.of();
        }
        String program = settings.getOrDefault("chittysync.drive-sync.program", "rclone");
        return List.of(
                RcloneProgram.find(program, patient.environment()).isPresent()
                        ? Finding.ok(
                                CHECK,
                                Words.count(remotes, "remote") + "; `chittysync drive-sync doctor` asks each of them")
                        : Finding.wrong(
                                CHECK,
                                program + " is not installed, and " + Words.count(remotes, "remote") + " set",
                                "Install rclone (https://rclone.org/install), or set chittysync.drive-sync.program."));
    }
}
