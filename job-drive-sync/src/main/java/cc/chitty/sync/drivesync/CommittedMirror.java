package cc.chitty.sync.drivesync;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What the last commit of a mirror holds, so that a run which changes nothing need not open the repository.
 *
 * @param mirror the fingerprint of the mirror then
 * @param rules a digest of the rules by which files were left out
 * @param leftOut how many were; each has to be named by every run
 * @param pushed the git remote, its branch and the commit that was pushed there last
 * @param there the commit of that branch after that push, which others may have moved; empty where there was nothing to push
 */
record CommittedMirror(String mirror, String rules, String commit, int leftOut, String pushed, String there) {

    private static final CommittedMirror NONE = new CommittedMirror("", "", "", 0, "", "");

    /** Nothing is known where there is no file, or one that makes no sense: then the mirror is looked through again. */
    static CommittedMirror read(Parts parts) {
        Map<String, String> known = file(parts).values();
        String commit = known.getOrDefault("commit", "");
        try {
            CommittedMirror read = new CommittedMirror(
                    known.getOrDefault("mirror", ""),
                    known.getOrDefault("rules", ""),
                    commit,
                    Integer.parseInt(known.getOrDefault("left-out", "0")),
                    known.getOrDefault("pushed", ""),
                    known.getOrDefault("there", ""));
            return commit.isEmpty() || ObjectId.isId(commit) ? read : NONE;
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    private static NoteFile file(Parts parts) {
        return new NoteFile(parts.place().own(parts.settings()).resolve("committed.properties"));
    }

    boolean holds(String now, String judged) {
        return mirror.equals(now) && rules.equals(judged) && leftOut == 0;
    }

    CommittedMirror committed(String now, String judged, String id, int left) {
        return new CommittedMirror(now, judged, id, left, pushed, there);
    }

    boolean isPushed(GitSettings git) {
        return pushed.equals(place(git) + " " + commit);
    }

    CommittedMirror pushed(GitSettings git, String tip) {
        return new CommittedMirror(mirror, rules, commit, leftOut, place(git) + " " + commit, tip);
    }

    private static String place(GitSettings git) {
        return git.remote() + " " + git.branch();
    }

    void write(Parts parts) {
        Map<String, String> values = new TreeMap<>();
        values.put("mirror", mirror);
        values.put("rules", rules);
        values.put("commit", commit);
        values.put("left-out", Integer.toString(leftOut));
        values.put("pushed", pushed);
        values.put("there", there);
        file(parts).replace(values);
    }
}
