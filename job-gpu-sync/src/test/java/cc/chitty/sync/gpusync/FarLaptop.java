package cc.chitty.sync.gpusync;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A laptop in a process, and so on a host, of its own: syncs its workspace as often as it is asked to, and tells of each run its
 * exit code, how many changes were planned, how many milliseconds it took, and how it failed.
 */
final class FarLaptop {

    private FarLaptop() {}

    /**
     * Syncs.
     *
     * @param arguments directory, home, key, known hosts, how often
     */
    public static void main(String[] arguments) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("peers[0].name", "ws");
        settings.put("peers[0].host", FarHosts.ADDRESS);
        settings.put("peers[0].identity", arguments[2]);
        settings.put("peers[0].known-hosts", arguments[3]);
        settings.put("peers[0].ssh-config", false);
        settings.put("workspaces[0].path", "~/code");
        try (JobDesk desk = new JobDesk(Path.of(arguments[0]), Path.of(arguments[1]), settings)) {
            for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
                long began = System.nanoTime();
                GpuSync.Answer answer = desk.run(SshStation.WORKSPACE);
                System.out.println("run " + answer.ended().exitCode() + " "
                        + answer.ended().report().counts().getOrDefault("planned", -1L) + " "
                        + (System.nanoTime() - began) / 1_000_000 + " "
                        + answer.ended().failure());
            }
        }
    }
}
