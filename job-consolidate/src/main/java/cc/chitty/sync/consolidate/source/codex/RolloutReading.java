package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.Instants;
import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.TodoWords.TodoList;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows one rollout line by line. A plan counts once its call's output did not tell of a failure, or once the session
 * went on without one: with another plan, another turn, or words of the user.
 */
final class RolloutReading implements LineScan.Taker {

    private final ReadRequest request;
    private final boolean resumed;
    private final ListTracker tracker;
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable SessionMeta meta;
    private @Nullable PlanCall open;
    private @Nullable Instant active;

    RolloutReading(ReadRequest request, RolloutState before) {
        this.request = request;
        this.meta = before.meta();
        this.open = before.open();
        this.resumed = meta != null;
        this.active = meta == null ? null : meta.facts().active();
        this.tracker =
                new ListTracker(meta == null ? List.of() : request.listed().getOrDefault(meta.id(), List.of()));
    }

    @Override
    public boolean all() {
        return open != null;
    }

    @Override
    public void line(byte[] bytes, int from, int to, long offset) {
        try {
            take(StrictJson.parse(bytes, from, to));
        } catch (Malformed e) {
            problem("line at byte " + offset + ": " + e.reason());
        }
    }

    @Override
    public boolean last(byte[] bytes, int from, int to, long offset) {
        try {
            Instant time = Instants.of(StrictJson.text(StrictJson.parse(bytes, from, to), "timestamp"));
            active = Instants.later(active, time);
            return time != null;
        } catch (Malformed alreadyAProblemIfItMatters) {
            return false;
        }
    }

    private void take(JsonNode line) {
        JsonNode payload = line.path("payload");
        switch (line.path("type").asString("")) {
            case "session_meta" -> meta(payload);
            case "response_item" -> item(line, payload);
            case "turn_context", "compacted" -> accept();
            default -> {}
        }
    }

    /** A forked rollout repeats its parent's first line further down: the first one is its own. */
    private void meta(JsonNode payload) {
        if (meta == null) {
            meta = SessionMeta.of(payload);
        }
    }

    private void item(JsonNode line, JsonNode payload) {
        if (open != null && open.isAnsweredBy(payload)) {
            if (PlanCall.isFailure(payload.path("output"))) {
                open = null;
            }
            accept();
        } else if (payload.path("type").asString("").equals("message")
                && payload.path("role").asString("").equals("user")) {
            accept();
        }
        PlanCall.of(payload, time(line)).ifPresent(this::follow);
    }

    private void follow(PlanCall call) {
        accept();
        open = call;
    }

    private void accept() {
        PlanCall call = open;
        open = null;
        if (call == null) {
            return;
        }
        try {
            apply(call.at(), call.plan());
        } catch (Malformed e) {
            problem("the plan of a call: " + e.reason());
        }
    }

    private void apply(Instant at, TodoList plan) {
        tracker.take(at, plan);
        plan.wrong().forEach(this::problem);
    }

    private Instant time(JsonNode line) {
        Instant time = Instants.of(StrictJson.text(line, "timestamp"));
        return time == null ? request.stamp().at() : time;
    }

    private void problem(String what) {
        problems.add(new Problem(request.path().toString(), what));
    }

    Reading reading(LineScan scan) throws IOException {
        problems.addAll(scan.problems());
        String mark = scan.mark();
        if (meta == null && tracker.claims().isEmpty() && open == null) {
            return new Reading(List.of(), problems, true, new RolloutState(mark, null, null).written(), scan.bytes());
        }
        SessionMeta known = known();
        if (!resumed) {
            tracker.vanishUnmentioned(request.stamp().at(), request.listed().getOrDefault(known.id(), List.of()));
        }
        SessionReading session = new SessionReading(known.id(), known.facts(), tracker.claims(), tracker.listed());
        String resume = new RolloutState(mark, known, open).written();
        return new Reading(List.of(session), problems, true, resume, scan.bytes());
    }

    /** Where no first line says which session it is, the file's name does. */
    private SessionMeta known() {
        SessionMeta known =
                meta == null ? new SessionMeta(CodexRollouts.threadOf(request.path()), SessionFacts.NONE) : meta;
        SessionFacts facts = known.facts();
        Instant latest = Instants.later(facts.active(), active);
        return new SessionMeta(
                known.id(), new SessionFacts(facts.directory(), facts.remote(), facts.branch(), facts.began(), latest));
    }
}
