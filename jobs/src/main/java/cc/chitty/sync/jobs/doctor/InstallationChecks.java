package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Whether what {@code install} noted as its work is still there. */
final class InstallationChecks {

    private static final String NAME = "installation";
    private static final String CRONTAB = "crontab";
    private static final String REMEDY = "`chittysync install` with the same options puts it back.";

    private final Patient patient;

    InstallationChecks(Patient patient) {
        this.patient = patient;
    }

    List<Finding> findings() throws IOException {
        Path file = patient.state().installation().resolve("record.properties");
        Optional<SortedMap<String, String>> found = PropertiesFile.read(file);
        if (found.isEmpty()) {
            return List.of(Finding.note(NAME, "nothing is installed", "`chittysync install` sets everything up."));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> targets = found.get().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("target."))
                .map(Map.Entry::getValue)
                .toList();
        for (String target : targets) {
            if (target.equals(CRONTAB) ? hasNoLines() : !Files.exists(Path.of(target))) {
                String what = target.equals(CRONTAB) ? "our lines in the crontab are gone" : target + " is gone";
                findings.add(Finding.wrong(NAME, what, REMEDY));
            }
        }
        Path launcher = patient.state().programs().resolve("chittysync");
        if (Files.exists(launcher) && !Files.isExecutable(launcher)) {
            findings.add(Finding.wrong(NAME, launcher + " cannot be run", REMEDY));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(NAME, Words.count(targets.size(), "file") + ", all there"))
                : findings;
    }

    private boolean hasNoLines() {
        return new Registered(patient.state(), patient.agents().home())
                .inCrontab()
                .isEmpty();
    }
}
