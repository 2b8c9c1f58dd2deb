package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One look at a mirror: the files and links in it, and what could not be looked at. Opens no file. An empty directory leaves
 * no trace: git has none.
 */
final class Survey {

    private static final String GIT = ".git";

    private final Path root;
    private final MirrorRun run;
    private final PathNames names = new PathNames();
    private final SortedMap<String, FileStamp> files = new TreeMap<>();
    private final TreeSet<String> unseen = new TreeSet<>();

    private int leftOut;

    private Survey(Path root, MirrorRun run) {
        this.root = root;
        this.run = run;
    }

    /**
     * Looks at all of it.
     *
     * @throws Failure REFUSED if the mirror is not there
     */
    static Survey ofAll(Path root, MirrorRun run) {
        Survey survey = begin(root, run);
        survey.directory(root, "");
        return survey;
    }

    /** Looks at some paths, files or directories; of all others goes by what is known. */
    static Survey of(Iterable<String> paths, KnownFiles known, Path root, MirrorRun run) {
        Survey survey = begin(root, run);
        for (Map.Entry<String, KnownFiles.Known> file : known.files().entrySet()) {
            survey.files.put(file.getKey(), file.getValue().stamp());
        }
        for (String path : paths) {
            survey.again(path);
        }
        return survey;
    }

    private static Survey begin(Path root, MirrorRun run) {
        if (!Files.isDirectory(root)) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "commit the mirror " + root,
                    "it is no directory",
                    "Nothing was changed. See whether its disk is mounted.");
        }
        return new Survey(root, run);
    }

    /** By path from the root. */
    SortedMap<String, FileStamp> files() {
        return files;
    }

    /** Whether it is not known if there is such a file. */
    boolean isUnseen(String path) {
        if (unseen.isEmpty()) {
            return false;
        }
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            if (unseen.contains(path.substring(0, end))) {
                return true;
            }
        }
        return unseen.contains(path) || unseen.contains("");
    }

    /** Whether all is as it was found last, as far as stamps can tell. */
    boolean isAsKnown(KnownFiles known) {
        if (!unseen.isEmpty() || files.size() != known.files().size()) {
            return false;
        }
        Iterator<Map.Entry<String, KnownFiles.Known>> last =
                known.files().entrySet().iterator();
        for (Map.Entry<String, FileStamp> file : files.entrySet()) {
            Map.Entry<String, KnownFiles.Known> other = last.next();
            if (!file.getKey().equals(other.getKey()) || !other.getValue().holds(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private void again(String path) {
        String above = lowestDirectory(path);
        files.remove(above);
        files.subMap(above + "/", above + "0").clear();
        Path looked = root.resolve(above);
        if (names(above)) {
            entry(looked, above);
        }
    }

    /** A path below a link or a file is not in the mirror; what is there instead is looked at. */
    private String lowestDirectory(String path) {
        Path relative = Path.of(path);
        if (path.isEmpty()
                || relative.isAbsolute()
                || !relative.normalize().toString().equals(path)
                || relative.startsWith("..")) {
            throw new IllegalArgumentException("not a path below the mirror: " + path);
        }
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            String part = path.substring(0, end);
            if (!Files.isDirectory(root.resolve(part), LinkOption.NOFOLLOW_LINKS)) {
                return part;
            }
        }
        return path;
    }

    private boolean names(String path) {
        for (Path name : Path.of(path)) {
            String refusal = names.refusal(name);
            if (refusal != null) {
                leftOut(path, refusal);
                return false;
            }
        }
        return true;
    }

    private void directory(Path directory, String prefix) {
        run.requireGoingOn("look at the mirror");
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                Path name = child.getFileName();
                if (prefix.isEmpty() && name.endsWith(GIT)) {
                    continue; // the person's own repository around the mirror: no file of it, and nothing to name each
                    // time
                }
                String refusal = names.refusal(name);
                if (refusal == null) {
                    entry(child, prefix + name);
                } else {
                    leftOut(prefix + name, refusal);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            unseen(directory, prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1), e);
        }
    }

    private void entry(Path path, String relative) {
        try {
            FileStamp stamp = FileStamp.of(path);
            if (stamp.isDirectory()) {
                directory(path, relative + "/");
            } else if (stamp.isFile() || stamp.isLink()) {
                files.put(relative, stamp);
            } else {
                leftOut(relative, "it is neither a file nor a directory nor a link and is left out");
            }
        } catch (NoSuchFileException e) {
            files.remove(relative); // it went between listing and looking, as any other deleted file
        } catch (IOException e) {
            unseen(path, relative, e);
        }
    }

    private void unseen(Path path, String relative, Exception seen) {
        unseen.add(relative);
        String where = relative.isEmpty() ? path.toString() : relative;
        leftOut(where, "it cannot be looked at and stays as it was committed last: " + seen.getMessage());
    }

    private void leftOut(String where, String why) {
        run.problem(where, why);
        leftOut++;
    }

    /** How many paths are not committed as they are for what they are called or what they are; each was named. */
    int leftOut() {
        return leftOut;
    }
}
