package cc.chitty.sync.kernel.launch;

import java.time.Instant;

/**
 * The process a run belongs to: a process id alone comes back after a restart of the machine.
 *
 * @param started when the process started
 * @param settingsDigest of the settings the run went by
 * @param device the device's id
 */
public record RunOwner(String host, long pid, Instant started, String settingsDigest, String device, String version) {}
