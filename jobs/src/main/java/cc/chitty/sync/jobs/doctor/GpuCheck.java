package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether what gpu-sync needs is here, where peers are set. The peers themselves are asked by its own doctor. */
final class GpuCheck {

    private static final String CHECK = "gpu-sync";
    private static final Pattern NAME = Pattern.compile("chittysync\\.gpu-sync\\.peers\\[\\d+]\\.name");
    private static final Pattern HOST = Pattern.compile("chittysync\\.gpu-sync\\.peers\\[\\d+]\\.host");

    private final Patient patient;

    GpuCheck(Patient patient) {
        this.patient = patient;
    }

    List<Finding> findings() {
        Map<String, String> settings = PropertiesFile.read(
                        patient.state().root().resolve("settings.properties"))
                .orElseGet(TreeMap::new);
        long peers = count(settings, NAME);
        if (peers == 0) {
            return List.of();
        }
        String asked = Words.count(peers, "peer") + "; `chittysync gpu-sync doctor` asks each of them";
        List<String> missing = count(settings, HOST) == 0
                ? List.of()
                : Stream.of("rsync", "ssh").filter(it -> !Programs.has(it)).toList();
        return List.of(
                missing.isEmpty()
                        ? Finding.ok(CHECK, asked)
                        : Finding.note(
                                CHECK,
                                asked + "; there is no " + String.join(" and no ", missing) + " here",
                                "Contents go as one packed stream. Install it for faster syncs."));
    }

    private static long count(Map<String, String> settings, Pattern name) {
        return settings.keySet().stream()
                .filter(it -> name.matcher(it).matches())
                .count();
    }
}
