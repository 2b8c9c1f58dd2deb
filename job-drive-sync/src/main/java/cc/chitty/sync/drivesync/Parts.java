package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.Capabilities;
import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.drivesync.rclone.RcloneProgram;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the objects of one remote together from settings and surroundings. */
record Parts(DriveSyncSettings all, RemoteSettings settings, DrivePlace place, JdbcTemplate jdbc) {

    RcloneProgram program() {
        Path config = all.config();
        String command = all.passwordCommand();
        return new RcloneProgram(
                all.program(),
                config == null ? place.usualConfig() : config,
                place.environment(),
                all.silence(),
                command == null ? List.of() : List.of("--password-command=" + command));
    }

    Rclone rclone(Interruption interruption) {
        return new Rclone(program(), place.running(), interruption);
    }

    MirrorFiles mirror() {
        return new MirrorFiles(place.mirror(settings));
    }

    DriveStore store() {
        return DriveStore.open(jdbc, settings.name(), settings.remote() + " <> " + place.mirror(settings));
    }

    Snapshots snapshots() {
        return new Snapshots(place.mirror(settings), DrivePlace.snapshots(place.own(settings)));
    }

    Staging staging() {
        return new Staging(place.staging(settings));
    }

    RemoteFacts facts(Rclone rclone) {
        NoteFile file = new NoteFile(place.own(settings).resolve("facts.properties"));
        return new RemoteFactsFile(file, program(), settings.remote()).facts(rclone);
    }

    RemoteFiles files(Rclone rclone, RemoteFacts facts) {
        return files(rclone, facts.capabilities(), settings.remote(), hash(facts));
    }

    RemoteFiles files(Rclone rclone, Capabilities capabilities, String remote, String hash) {
        PathLists lists = new PathLists(place.staging(settings).resolve("lists"));
        return new RemoteFiles(
                rclone, new RcloneOptions(settings, capabilities), remote, lists, hash.isEmpty() ? null : hash);
    }

    /** The hash by which changes are noticed; empty: size and time. */
    private String hash(RemoteFacts facts) {
        String hash = facts.features().hash();
        boolean wanted = switch (settings.compare()) {
            case AUTO -> !facts.features().slowHashes();
            case TIME -> false;
            case HASH -> true;
        };
        return wanted && hash != null ? hash : "";
    }

    /** A digest of what a plan's decisions depend on: one that was made by other settings is not carried out. */
    String settingsDigest() {
        String text = settings.remote() + "\n" + place.mirror(settings) + "\n" + settings.direction() + "\n"
                + settings.filter() + "\n" + settings.gdocs() + "\n" + settings.compare() + "\n"
                + settings.backupDirectory();
        return Digests.of(text);
    }
}
