package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where staging directories lie: {@code <place>/.chittysync-staging/<run>-<8 hex digits of the root>}. The place is the home
 * directory if the root is on its file system, else beside the root, else in the root. Scans leave the name out wherever it is.
 */
public final class StagingPlace {

    /** The directory of all staging directories of one place; no scan shows it. */
    public static final String NAME = ".chittysync-staging";

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9.-]{1,100}");
    private static final Pattern LEFT = Pattern.compile("sync-[A-Za-z0-9.-]+");
    private static final Pattern SNAPSHOT = Pattern.compile("sync-\\d{8}T\\d{6}\\.\\d{3}Z-\\d{1,18}");

    private StagingPlace() {}

    /** The places to try, best first; the first that is on the root's file system and can be written is taken. */
    public static List<String> candidates(String home, String root, String run) {
        String directory = directory(root, run);
        return places(home, root).stream().map(place -> place + "/" + directory).toList();
    }

    private static List<String> places(String home, String root) {
        String tail = "/" + NAME;
        return List.of(trimmed(home) + tail, parent(root) + tail, trimmed(root) + tail);
    }

    /**
     * Where runs may have left something.
     *
     * @param places directories of staging directories
     * @param parts directories of parts of large files, of these roots alone
     */
    public record Left(SortedSet<String> places, SortedSet<String> parts) {}

    public static Left left(String home, Set<String> roots) {
        Left left = new Left(new TreeSet<>(), new TreeSet<>());
        for (String root : roots) {
            left.places.addAll(places(home, root));
            left.parts.addAll(candidates(home, root, Parts.DIRECTORY));
        }
        return left;
    }

    /** Whether a name in a place is that of a staging directory of a run. */
    static boolean isOfRun(String name) {
        return LEFT.matcher(name).matches();
    }

    private static String directory(String root, String run) {
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("no name of a run: " + run);
        }
        return run + "-" + HexFormat.of().formatHex(sha256(trimmed(root)), 0, 4);
    }

    /** Lets only a staging directory pass. */
    public static String require(String staging) {
        int last = staging.lastIndexOf('/');
        boolean ours = last > 0
                && staging.startsWith("/")
                && staging.substring(0, last).endsWith("/" + NAME)
                && staging.substring(last + 1).matches("[A-Za-z0-9.-]+")
                && !("/" + staging + "/").contains("/../");
        if (!ours) {
            throw new Failure(
                    FailureCategory.DEFECT, "use " + staging, "it is no staging directory", "Please report this.");
        }
        return staging;
    }

    /** Lets only a staging directory or a snapshot pass: what is discarded is deleted with all in it. */
    public static String requireDiscardable(String directory) {
        String name = directory.substring(directory.lastIndexOf('/') + 1);
        boolean snapshot = SNAPSHOT.matcher(name).matches()
                && directory.startsWith("/")
                && !("/" + directory + "/").contains("/../");
        return snapshot ? directory : require(directory);
    }

    private static String parent(String root) {
        String path = trimmed(root);
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Without slashes at its end; the root of all is empty. */
    static String trimmed(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
