package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.device.HostName;
import java.time.Instant;

/**
 * A process of ours, unmistakable even if its number is used again.
 *
 * @param host the host name
 * @param pid the number of the process
 * @param started when the operating system says it began; 10 ms resolution on Linux
 * @param version of the program
 * @param settingsDigest digest of the settings it uses
 */
public record Identity(String host, long pid, Instant started, String version, String settingsDigest) {

    public static Identity ofThisProcess(String version, String settingsDigest) {
        ProcessHandle self = ProcessHandle.current();
        return new Identity(HostName.current(), self.pid(), startOf(self), version, settingsDigest);
    }

    /** Whether a command gives the same result in either process. */
    public boolean worksLike(Identity other) {
        return version.equals(other.version) && settingsDigest.equals(other.settingsDigest);
    }

    /** Whether it certainly ended. Of a process on another host nothing is certain. */
    public boolean isDeadOn(String thisHost) {
        return host.equals(thisHost)
                && ProcessHandle.of(pid)
                        .map(process -> !startOf(process).equals(started))
                        .orElse(true);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
