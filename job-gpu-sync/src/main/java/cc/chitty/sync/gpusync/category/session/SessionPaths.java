package cc.chitty.sync.gpusync.category.session;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where sessions lie below a home directory. */
public final class SessionPaths {

    /** Where a directory for each project is. */
    public static final TreePath PROJECTS = new TreePath(".claude/projects");

    static final TreePath RUNNING = new TreePath(".claude/sessions");

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern IS_ID = Pattern.compile(ID);
    private static final Pattern TRANSCRIPT = Pattern.compile("\\.claude/projects/([^/]+)/(" + ID + ")\\.jsonl");
    /** Names of directories are cut here, and a digest follows that two builds of the agent make differently. */
    private static final int LONGEST = 200;

    private SessionPaths() {}

    static boolean isId(String text) {
        return IS_ID.matcher(text).matches();
    }

    /**
     * A session's main transcript.
     *
     * @param slug name of the project's directory
     */
    record Transcript(String slug, String id) {}

    /** Empty if it is something else, a subagent's transcript too. */
    static Optional<Transcript> transcript(TreePath path) {
        Matcher matcher = TRANSCRIPT.matcher(path.text());
        return matcher.matches() ? Optional.of(new Transcript(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Whether it is a transcript, of a session or of a subagent; by its canonical path or by that of a side. */
    public static boolean isLines(TreePath path) {
        return path.isBelow(PROJECTS) && path.name().endsWith(".jsonl");
    }

    /** Whether a file lies where transcripts of sessions do, and is called as none: no agent finds it. */
    static boolean isNameless(TreePath path) {
        return isLines(path)
                && path.parent().parent().equals(PROJECTS)
                && transcript(path).isEmpty()
                && !path.name().startsWith("agent-");
    }

    /** The name of the directory for sessions of a working directory; each UTF-16 unit that is no ASCII letter or digit is a hyphen. */
    static String slug(String workingDirectory) {
        String plain = Normalizer.normalize(workingDirectory, Normalizer.Form.NFC);
        StringBuilder slug = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char sign = plain.charAt(i);
            slug.append(sign < 0x80 && Character.isLetterOrDigit(sign) ? sign : '-');
        }
        return slug.toString();
    }

    /** The name of that directory, for a person. */
    static String expected(String workingDirectory) {
        String slug = slug(workingDirectory);
        return slug.length() <= LONGEST
                ? slug
                : "a directory whose name begins with " + slug.substring(0, LONGEST) + "-";
    }

    /** Whether a directory of that name is the one for a working directory. */
    static boolean belongs(String slug, String workingDirectory) {
        String wanted = slug(workingDirectory);
        return wanted.length() <= LONGEST ? slug.equals(wanted) : slug.startsWith(wanted.substring(0, LONGEST) + "-");
    }
}
