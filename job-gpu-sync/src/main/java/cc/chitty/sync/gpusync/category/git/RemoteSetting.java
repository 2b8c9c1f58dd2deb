package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.RemoteUrl;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a remote is, or what a branch follows: a setting that goes from one repository into another one's. Most others are not to be
 * believed of another machine, for they name programs to run.
 *
 * @param name {@code remote.origin.url}; what is between the points may have spaces and points
 * @param value without credentials, on one line
 */
record RemoteSetting(String name, String value) {

    /** A remote called {@code --upload-pack=...} would be an option of the git that {@code git fetch --all} starts. */
    private static final Pattern NAME =
            Pattern.compile("(?:remote\\.(?!-).+\\.(?:url|fetch)|branch\\.(?!-).+\\.(?:remote|merge|rebase))");

    private static final Pattern WITH_PROGRAM = Pattern.compile("^[A-Za-z0-9+.-]+::");

    /**
     * From {@code NAME<line break>VALUE}, as {@code settings.sh} tells it. None if it is another setting, if its value would run a
     * program, is no text of one line, or is an address that cannot be read.
     */
    static Optional<RemoteSetting> harmless(String told) {
        int end = told.indexOf('\n');
        if (end < 0) {
            return Optional.empty(); // without a value
        }
        String name = told.substring(0, end);
        String value = told.substring(end + 1);
        if (!isPlain(name) || !isPlain(value) || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        if (WITH_PROGRAM.matcher(value).find() || value.startsWith("-")) {
            return Optional.empty();
        }
        return RemoteUrl.harmless(value).map(left -> new RemoteSetting(name, left));
    }

    private static boolean isPlain(String text) {
        return ExactText.isText(text) && text.chars().noneMatch(Character::isISOControl);
    }
}
