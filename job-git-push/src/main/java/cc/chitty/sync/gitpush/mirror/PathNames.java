package cc.chitty.sync.gitpush.mirror;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/** Which names can be in a history that is checked out anywhere. */
final class PathNames {

    private static final char UNREADABLE = '\uFFFD';

    /** What Windows takes for {@code .git} besides: short names, streams, other separators. */
    private static final Pattern NTFS_GIT =
            Pattern.compile("(?:\\.git|git~[0-9]+)[ .]*(?:[:\\\\].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern BACKSLASH = Pattern.compile("\\\\");

    private final ObjectChecker checker = new ObjectChecker().setSafeForMacOS(true);

    /** Why a file or directory of that name is left out, with all below it; null where it is not. */
    @Nullable String refusal(Path name) {
        String text = name.toString();
        if (text.indexOf(UNREADABLE) >= 0 && !name.equals(Path.of(text))) {
            return "its name is not in UTF-8 and is left out";
        }
        return isGit(text) ? "git and its hosts take no such name; it is left out" : null;
    }

    private boolean isGit(String name) {
        byte[] raw = name.getBytes(StandardCharsets.UTF_8);
        try {
            checker.checkPathSegment(raw, 0, raw.length);
        } catch (CorruptObjectException e) {
            return true;
        }
        return BACKSLASH.splitAsStream(name).anyMatch(it -> NTFS_GIT.matcher(it).matches())
                || NTFS_GIT.matcher(name).matches();
    }

    /** The same for two paths that are one where case or the way an accent is written do not count. */
    static String folded(String path) {
        String composed = Normalizer.isNormalized(path, Normalizer.Form.NFC)
                ? path
                : Normalizer.normalize(path, Normalizer.Form.NFC);
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
