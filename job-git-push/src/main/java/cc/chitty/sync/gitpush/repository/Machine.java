package cc.chitty.sync.gitpush.repository;

import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.FooterKey;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What a commit of ours says of itself in its footers.
 *
 * @param device whose run made it
 * @param writer which installation that was: two with one device id differ here
 * @param run the id of the run on that device
 * @param views the blob of {@code todos.json} that it made; a commit whose file is another one was made by somebody else
 */
public record Machine(String device, String writer, String run, String views) {

    private static final FooterKey DEVICE = new FooterKey("ChittySync-Device");
    private static final FooterKey WRITER = new FooterKey("ChittySync-Writer");
    private static final FooterKey RUN = new FooterKey("ChittySync-Run");
    private static final FooterKey VIEWS = new FooterKey("ChittySync-Views");

    /** Empty where the footers are missing. */
    public static Optional<Machine> of(RevCommit commit) {
        List<String> views = commit.getFooterLines(VIEWS);
        List<String> device = commit.getFooterLines(DEVICE);
        List<String> writer = commit.getFooterLines(WRITER);
        List<String> run = commit.getFooterLines(RUN);
        return views.isEmpty() || device.isEmpty() || writer.isEmpty() || run.isEmpty()
                ? Optional.empty()
                : Optional.of(new Machine(device.get(0), writer.get(0), run.get(0), views.get(0)));
    }

    /** Whether the commit's view is the one that a run made, and nobody's edit. */
    public static boolean made(RevCommit commit, Optional<ObjectId> view) {
        return of(commit)
                .filter(machine -> machine.views.equals(view.map(ObjectId::name).orElse("none")))
                .isPresent();
    }

    public String footers() {
        return "\n\n" + DEVICE.getName() + ": " + device + "\n" + WRITER.getName() + ": " + writer + "\n"
                + RUN.getName() + ": " + run + "\n" + VIEWS.getName() + ": " + views + "\n";
    }
}
