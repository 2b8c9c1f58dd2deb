package cc.chitty.sync.kernel.device;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * This device, as {@code device.properties} in the state directory remembers it.
 *
 * @param device its id and its first name, both made once
 * @param host what the machine calls itself now
 */
public record DeviceIdentity(Device device, String host) {

    private static final Object ONE_IN_THIS_JVM = new Object();

    /** Reads the identity, or makes it; processes that do so at once agree on one. */
    public static DeviceIdentity of(StateDirectory state) {
        return of(state, HostName.current());
    }

    static DeviceIdentity of(StateDirectory state, String host) {
        DeviceIdentity known = read(state).orElseGet(() -> createUnderLock(state, host));
        if (!known.host.equals(host)) {
            known = new DeviceIdentity(known.device, host);
            known.write(state);
        }
        return known;
    }

    private static Optional<DeviceIdentity> read(StateDirectory state) {
        Path file = state.deviceProperties();
        return PropertiesFile.read(file).map(values -> parse(file, values));
    }

    /** A new id here would start a second journal for the same device, so a damaged file is never replaced. */
    private static DeviceIdentity parse(Path file, Map<String, String> values) {
        String id = values.getOrDefault("id", "");
        if (!Device.isId(id)) {
            throw new Failure(
                    FailureCategory.DAMAGED,
                    "read " + file,
                    "it has no valid device id",
                    "Restore it (the names of the files in devices/ show the id), or delete it to become a new device.");
        }
        String name = values.getOrDefault("name", id);
        return new DeviceIdentity(new Device(id, name), values.getOrDefault("host", name));
    }

    /** The lock is the process's, so threads of one JVM need the monitor too. */
    private static DeviceIdentity createUnderLock(StateDirectory state, String host) {
        Path lock = state.lockFile("device");
        synchronized (ONE_IN_THIS_JVM) {
            try (FileChannel channel = FileChannel.open(
                            lock,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    FileLock held = channel.lock()) {
                assert held.isValid();
                return read(state).orElseGet(() -> create(state, host));
            } catch (IOException e) {
                throw StorageFailure.of("lock", lock, e);
            }
        }
    }

    private static DeviceIdentity create(StateDirectory state, String host) {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        DeviceIdentity made =
                new DeviceIdentity(new Device("d-" + HexFormat.of().formatHex(random), host), host);
        made.write(state);
        return made;
    }

    private void write(StateDirectory state) {
        byte[] content = PropertiesFile.bytes(Map.of("id", device.id(), "name", device.name(), "host", host));
        DurableFile.replace(state.deviceProperties(), content);
    }
}
