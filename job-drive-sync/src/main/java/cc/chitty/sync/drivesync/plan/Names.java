package cc.chitty.sync.drivesync.plan;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names can be the same on both sides. Others are named and left alone, on both. */
public final class Names {

    private static final int LONGEST = 255;

    /** rclone writes control characters as these, and what looks like one of these with a mark before it. */
    private static final Pattern STANDS_FOR_ANOTHER = Pattern.compile("[\u2400-\u2421\u201B]");

    private static final Pattern NOT_SEEN = Pattern.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]");

    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.[0-9a-f]{16}\\.tmp", Pattern.DOTALL);

    private Names() {}

    /** Why a path cannot be mirrored; empty where it can. */
    public static Optional<String> objection(String path) {
        if (path.isEmpty() || path.startsWith("/") || path.indexOf('\0') >= 0) {
            return Optional.of("has no name that a file can have");
        }
        if (path.indexOf('\uFFFD') >= 0) {
            return Optional.of("has a name that is not UTF-8");
        }
        if (path.chars().anyMatch(it -> it < ' ' || it == 0x7f)
                || STANDS_FOR_ANOTHER.matcher(path).find()) {
            return Optional.of("has a line feed or another control character in its name");
        }
        for (String name : path.split("/", -1)) {
            Optional<String> objection = objectionToName(name);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> objectionToName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return Optional.of("has a name that leads elsewhere");
        }
        if (isGit(name)) {
            return Optional.of("is in a directory of git's, which a git that is run there would obey");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("has a name of more than " + LONGEST + " bytes");
        }
        return Optional.empty();
    }

    /** As file systems see it that ignore case, and some that ignore what cannot be seen. */
    private static boolean isGit(String name) {
        String bare = NOT_SEEN.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
        return bare.equals(".git") || bare.equals("git~1") || bare.equals(".git ") || bare.equals(".git.");
    }

    /** Whether it is a file in the making of ours, which a killed run may have left. */
    public static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** What two paths have in common that are one where case and composition do not count. */
    public static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The name of a copy beside a file, as {@code report.conflict-20261127T203000Z.txt}.
     *
     * @param mark tells it from other copies; letters, digits and hyphens
     * @param taken names that are in use, from which it differs
     */
    public static String copy(String path, String mark, Set<String> taken) {
        int slash = path.lastIndexOf('/') + 1;
        String name = path.substring(slash);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        for (int number = 1; ; number++) {
            String tail = ".conflict-" + mark + (number == 1 ? "" : "-" + number) + extension;
            String copy = path.substring(0, slash) + cut(stem, LONGEST - bytes(tail)) + tail;
            if (!taken.contains(copy)) {
                return copy;
            }
        }
    }

    private static String cut(String text, int bytes) {
        String cut = text;
        while (bytes(cut) > bytes && !cut.isEmpty()) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
