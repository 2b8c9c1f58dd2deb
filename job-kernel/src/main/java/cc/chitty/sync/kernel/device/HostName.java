package cc.chitty.sync.kernel.device;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself now. */
public final class HostName {

    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** Asks the kernel where it can be asked, since a look-up of the own name can wait for a name server. */
    public static String current() {
        try {
            return Files.exists(LINUX) ? Files.readString(LINUX).strip() : lookUp();
        } catch (IOException e) {
            return lookUp();
        }
    }

    private static String lookUp() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
