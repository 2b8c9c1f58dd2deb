package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.install.SetPeers;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.state.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether what gpu-sync needs is here, and whether its watcher runs, where peers are set. The peers themselves are asked by its own
 * doctor.
 */
final class GpuCheck {

    private static final String CHECK = "gpu-sync";

    private final Patient patient;

    GpuCheck(Patient patient) {
        this.patient = patient;
    }

    List<Finding> findings() {
        SetPeers peers = SetPeers.of(patient.state());
        return peers.all() == 0 ? List.of() : List.of(programs(peers), watcher());
    }

    private static Finding programs(SetPeers peers) {
        String asked = Words.count(peers.all(), "peer") + "; `chittysync gpu-sync doctor` asks each of them";
        List<String> missing = peers.hosts() == 0
                ? List.of()
                : Stream.of("rsync", "ssh").filter(it -> !Programs.has(it)).toList();
        return missing.isEmpty()
                ? Finding.ok(CHECK, asked)
                : Finding.note(
                        CHECK,
                        asked + "; there is no " + String.join(" and no ", missing) + " here",
                        "Contents go as a packed stream, large ones by SFTP. Install it for faster syncs.");
    }

    private Finding watcher() {
        boolean expected = new Registered(patient.state(), patient.agents().home()).startsPeerWatcher();
        if (isRunning()) {
            return Finding.ok(CHECK, "`gpu-sync watch` runs");
        }
        return expected
                ? Finding.wrong(
                        CHECK,
                        "`gpu-sync watch` is set up and does not run",
                        "See " + patient.state().logs().resolve("cron.log")
                                + "; is what starts it (cron, systemd, launchd) running?")
                : Finding.note(
                        CHECK,
                        "nothing syncs by itself",
                        "`chittysync install --watcher` keeps `gpu-sync watch` running.");
    }

    /** It holds a lock as long as it does. */
    private boolean isRunning() {
        Path lock = patient.state().root().resolve("gpu-sync/watch.lock");
        if (!Files.exists(lock)) {
            return false;
        }
        Optional<FileLock> taken = FileLock.tryTake(lock);
        taken.ifPresent(FileLock::close);
        return taken.isEmpty();
    }
}
