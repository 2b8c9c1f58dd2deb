package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

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

    static CommittedMirror read(Parts parts) {
        Map<String, String> known = PropertiesFile.read(file(parts)).orElseGet(TreeMap::new);
        return new CommittedMirror(
                known.getOrDefault("mirror", ""),
                known.getOrDefault("rules", ""),
                known.getOrDefault("commit", ""),
                Integer.parseInt(known.getOrDefault("left-out", "0")),
                known.getOrDefault("pushed", ""),
                known.getOrDefault("there", ""));
    }

    private static Path file(Parts parts) {
        return parts.place().own(parts.settings()).resolve("committed.properties");
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
        PrivateDirectory.create(parts.place().own(parts.settings()));
        Map<String, String> values = new TreeMap<>();
        values.put("mirror", mirror);
        values.put("rules", rules);
        values.put("commit", commit);
        values.put("left-out", Integer.toString(leftOut));
        values.put("pushed", pushed);
        values.put("there", there);
        DurableFile.replace(file(parts), PropertiesFile.bytes(values));
    }
}
