package cc.chitty.sync.drivesync;

import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Finding;

/** Whether the git remote of a mirror's versions can be reached, and has what was committed last. Brings and changes nothing. */
record GitRemoteCheck(Parts parts, GitRemote remote) {

    private static final int SHOWN = 12;

    /** @throws Failure where it cannot be reached or does not let us in */
    Finding finding() {
        String name = parts.settings().name();
        String place = "its git remote " + parts.settings().git().remote();
        String branch = parts.settings().git().branch();
        String tip = Versions.tip(remote);
        CommittedMirror committed = CommittedMirror.read(parts);
        boolean pushed = committed.isPushed(parts.settings().git());
        if (committed.commit().isEmpty()) {
            return Finding.ok(name, place + " can be reached; nothing is committed yet");
        }
        String last = "the last commit, " + shown(committed.commit());
        if (tip.equals(committed.commit()) || (pushed && tip.equals(committed.there()))) {
            return Finding.ok(name, place + " has " + last);
        }
        if (tip.isEmpty() || !pushed) {
            String there = tip.isEmpty() ? "there is no branch " + branch : "its " + branch + " is at " + shown(tip);
            return Finding.wrong(
                    name,
                    place + " lacks " + last + ": " + there,
                    "Run 'chittysync drive-sync " + name + "', which pushes what it lacks.");
        }
        return Finding.note(
                name,
                place + " was pushed to by somebody else: its " + branch + " is at " + shown(tip),
                "The next run joins that, and puts back what is missing.");
    }

    private static String shown(String commit) {
        return commit.substring(0, Math.min(SHOWN, commit.length()));
    }
}
