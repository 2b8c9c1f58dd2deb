package cc.chitty.sync.consolidate.source.qwen;

import cc.chitty.sync.consolidate.source.Instants;
import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Takes from a transcript where its session began, and from its end when it was last active and on which branch. */
final class FactLines implements LineScan.Taker {

    private SessionFacts facts;

    FactLines(SessionFacts before) {
        facts = before;
    }

    SessionFacts facts() {
        return facts;
    }

    @Override
    public boolean all() {
        return facts.directory() == null;
    }

    @Override
    public void line(byte[] bytes, int from, int to, long offset) {
        if (facts.directory() == null) {
            take(bytes, from, to);
        }
    }

    @Override
    public boolean last(byte[] bytes, int from, int to, long offset) {
        return take(bytes, from, to);
    }

    /** No todo is in these lines, so one that cannot be understood loses nothing and is passed over. */
    private boolean take(byte[] bytes, int from, int to) {
        try {
            return take(StrictJson.parse(bytes, from, to));
        } catch (Malformed unimportant) {
            return false;
        }
    }

    private boolean take(JsonNode line) {
        Instant time = Instants.of(StrictJson.text(line, "timestamp"));
        String branch = StrictJson.text(line, "gitBranch");
        String directory = facts.directory() == null ? StrictJson.text(line, "cwd") : facts.directory();
        boolean newest = time != null && time.equals(Instants.later(facts.active(), time));
        facts = new SessionFacts(
                directory,
                null,
                newest && branch != null ? branch : facts.branch(),
                facts.began() == null ? time : facts.began(),
                Instants.later(facts.active(), time));
        return time != null;
    }
}
