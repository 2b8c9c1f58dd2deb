package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.peer.StagingPlace;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the programs of a peer tell what files are. All write records for {@link EntryRecords}: a letter, fields, the path, the end of
 * a field, the target of a link, the end of a field.
 */
enum Userland {
    /** GNU find and xargs. */
    FIND_PRINTF,
    /** {@code stat -c}: busybox. */
    STAT_C,
    /** {@code stat -f}: BSD and macOS. */
    STAT_F;

    private static final String LONGER = "-path \"./$long?*\"";

    /** What {@link #WELL} complains of. */
    static final String CUT = "a program that looks at files was ended by ";

    /**
     * A function for after each program that looks at files: shells need not say that one was killed, and what it had not told by then
     * would pass for deleted. Ended with 1, or 123 by xargs, has one that complained itself.
     */
    static final String WELL =
            "well() { e=$?; case $e in 0|1|123) ;; *) printf '%s\\n' " + ShellWords.quote(CUT) + "$e >&2 ;; esac; }\n";

    /**
     * As many signs that each match one byte as the longest path has: what is longer matches {@code "./$long?*"}. All programs know that;
     * a comparison ends where the path does.
     */
    static final String LONG = "long='" + "?".repeat(TreePath.MOST_BYTES) + "'\n";

    /** A sign that no name has: NUL, or where a program cannot write that, a number that nobody could foresee. */
    String end() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return this == FIND_PRINTF ? "\0" : HexFormat.of().formatHex(random);
    }

    private String format(String end) {
        return switch (this) {
            case FIND_PRINTF -> "e%y %m %s %T@ %C@ %i %D %p\\0%l\\0";
            case STAT_C -> "h%f %s %Y %Z %i %d %n" + end + "%N" + end;
            case STAT_F -> "o%p %z %Fm %Fc %i %d %N" + end + "%Y" + end;
        };
    }

    /** A command, after {@link #WELL}, that tells of each path that it is given, NUL-separated, on its standard input. */
    String list(String end) {
        return "{ xargs -0 sh -c " + ShellWords.quote("[ $# -eq 0 ] || exec " + tell("\"$@\"", end)) + " sh; well; }";
    }

    /** A command that tells of each of these absolute paths, which are quoted already. */
    String tell(String paths, String end) {
        return switch (this) {
            case FIND_PRINTF -> "find " + paths + " -maxdepth 0 -printf '" + format(end) + "'";
            case STAT_C -> "stat -c '" + format(end) + "' -- " + paths;
            case STAT_F -> "stat -f '" + format(end) + "' -- " + paths;
        };
    }

    /**
     * A command, after {@link #WELL} and {@link #LONG}, that tells of everything at and below the starts, which are quoted already. Of what
     * is deeper than a path may be only the first is told, and not entered: some programs end where a path is one that the system takes
     * in no call.
     */
    String walk(Collection<String> starts, Collection<String> pruned, String end) {
        String from = "find " + String.join(" ", starts) + " \\( " + leftOut(pruned) + " \\) -prune -o ";
        if (this == FIND_PRINTF) {
            return from + LONGER + " -prune -printf '" + format(end)
                    + "' -o -type d \\( ! -readable -o ! -executable \\) -printf 'u%p\\0\\0' -prune -o -printf '"
                    + format(end) + "'\nwell";
        }
        String all = from + LONGER + " -prune -print0 -o -print0";
        String directories = from + LONGER + " -prune -o -type d -print0";
        return "{ " + all + "; well; } | " + list(end) + "\n{ " + directories + "; well; } | { xargs -0 sh -c "
                + ShellWords.quote(
                        "for d; do [ -r \"$d\" ] && [ -x \"$d\" ] || printf 'u%s" + end + end + "\\n' \"$d\"; done")
                + " sh; well; }";
    }

    /** As {@link Scope#leavesOut} has it. */
    private static String leftOut(Collection<String> pruned) {
        String staging = named(StagingPlace.NAME);
        String directories = new TreeSet<>(pruned).stream().map(Userland::named).collect(Collectors.joining(" -o "));
        return pruned.isEmpty() ? staging : staging + " -o \\( " + directories + " \\) -type d";
    }

    private static String named(String name) {
        return "-name " + ShellWords.quote(name.replaceAll("([\\\\*?\\[])", "\\\\$1"));
    }

    /** Complaints that are no trouble: of what vanished meanwhile, and of directories that have a record of their own. */
    static List<String> troubles(String errors) {
        return errors.lines()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .filter(it -> !it.contains("No such file or directory") && !it.contains("Permission denied"))
                .toList();
    }
}
