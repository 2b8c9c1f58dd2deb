package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.Needles;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One reading of one transcript. Every line is looked at until the first ones have told where and when the session
 * began, and while the result of a call is awaited; else only lines with a needle are.
 */
final class TranscriptReading implements LineScan.Taker {

    /** A transcript that does not tell its directory within so many lines is not going to. */
    private static final int FIRST_LINES = 1_000;
    /** Results follow their calls within a few lines; a call that was interrupted has none. */
    private static final int LONGEST_WAIT = 4_096;

    private final Path path;
    private final ReadRequest request;
    private final TranscriptName name;
    private final TranscriptState before;
    private final boolean anew;
    private final SessionNotes notes;
    private final Map<String, MessageChain> chains = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Long> damaged = new HashSet<>();
    private Set<String> awaitedCalls = Set.of();
    private @Nullable Needles awaited;
    private long offset;
    private int firstLines;
    private int waited;

    TranscriptReading(ReadRequest request, @Nullable TranscriptState kept) {
        this.path = request.path();
        this.request = request;
        this.name = TranscriptName.of(path);
        this.anew = kept == null;
        this.before = kept == null ? new TranscriptState("", null, SessionFacts.NONE, null, Map.of()) : kept;
        this.notes = new SessionNotes(before, request.stamp().at());
        before.chains().keySet().forEach(this::chain);
        await();
    }

    @Override
    public boolean all() {
        return awaited != null || beginning();
    }

    @Override
    public void line(byte[] bytes, int from, int to, long at) {
        offset = at;
        if (beginning() || isOfUse(bytes, from, to)) {
            JsonNode line = parse(bytes, from, to);
            if (line != null) {
                if (firstLines < FIRST_LINES) {
                    notes.first(line);
                }
                take(line, notes.time(line));
            }
        }
        firstLines++;
        waited++;
        if (awaited != null && waited > LONGEST_WAIT) {
            chains.values().forEach(MessageChain::giveUp);
            await();
        }
    }

    @Override
    public boolean last(byte[] bytes, int from, int to, long at) {
        offset = at;
        JsonNode line = parse(bytes, from, to);
        return line != null && notes.last(line, at);
    }

    Reading reading(LineScan scan) throws IOException {
        chains.values().forEach(MessageChain::takeUnanswered);
        if (anew) {
            vanish();
        }
        problems.addAll(scan.problems());
        return new Reading(sessions(), problems, true, StrictJson.write(state(scan.mark())), scan.bytes());
    }

    private TranscriptState state(String mark) {
        Map<String, TranscriptState.Chain> kept = new LinkedHashMap<>();
        chains.forEach((agentId, chain) -> kept.put(agentId, chain.kept()));
        return new TranscriptState(mark, notes.session(), notes.facts(), notes.latest(), kept);
    }

    private boolean beginning() {
        return firstLines < FIRST_LINES && !notes.complete();
    }

    private boolean isOfUse(byte[] bytes, int from, int to) {
        return (awaited != null && awaited.find(bytes, from, to) >= 0)
                || ClaudeTranscripts.NEEDLES.find(bytes, from, to) >= 0;
    }

    private @Nullable JsonNode parse(byte[] bytes, int from, int to) {
        try {
            return StrictJson.object(StrictJson.parse(bytes, from, to), "the line");
        } catch (Malformed e) {
            wrong(e.reason());
            return null;
        }
    }

    private void wrong(String reason) {
        if (damaged.add(offset)) {
            problems.add(new Problem(path.toString(), "the line at byte " + offset + ": " + reason));
        }
    }

    private void take(JsonNode line, Instant at) {
        JsonNode content = line.path("message").path("content");
        if (!content.isArray()) {
            return;
        }
        for (JsonNode block : content) {
            switch (block.path("type").asString("")) {
                case "tool_use" -> chain(name.agentId(line)).call(block, at);
                case "tool_result" -> chain(name.agentId(line)).result(block, line.path("toolUseResult"), at);
                default -> {
                    // text, thinking, images: nobody's list
                }
            }
        }
        await();
    }

    /** Looks for the results of the calls that have none yet. */
    private void await() {
        Set<String> calls = new HashSet<>();
        chains.values().forEach(chain -> calls.addAll(chain.awaited()));
        if (!calls.equals(awaitedCalls)) {
            awaitedCalls = calls;
            awaited = calls.isEmpty() ? null : Needles.of(calls.toArray(String[]::new));
            waited = 0;
        }
    }

    private MessageChain chain(String agentId) {
        return chains.computeIfAbsent(
                agentId,
                id -> new MessageChain(
                        anew ? List.of() : listedBefore(sessionOf(id)),
                        before.chains().get(id),
                        this::wrong));
    }

    private String sessionOf(String agentId) {
        String session = notes.session();
        return ClaudeCode.agentSession(session == null ? name.session() : session, agentId);
    }

    private List<String> listedBefore(String session) {
        return request.listed().getOrDefault(session, List.of());
    }

    /** After a reading from the start: what the file, as it is now, never spoke of is gone. */
    private void vanish() {
        chains.forEach((agentId, chain) ->
                chain.tracker().vanishUnmentioned(request.stamp().at(), listedBefore(sessionOf(agentId))));
    }

    private List<SessionReading> sessions() {
        Map<String, SessionReading> sessions = new TreeMap<>();
        if (notes.session() != null || notes.facts().active() != null) {
            chain(name.agentId());
        }
        chains.forEach((agentId, chain) -> {
            String id = sessionOf(agentId);
            sessions.put(
                    id,
                    new SessionReading(
                            id,
                            notes.facts(),
                            chain.tracker().claims(),
                            chain.tracker().listed()));
        });
        request.listed().keySet().forEach(id -> sessions.computeIfAbsent(id, this::unspoken));
        return List.copyOf(sessions.values());
    }

    /** A session that an earlier reading found here: it is gone if the whole file was read and does not name it. */
    private SessionReading unspoken(String id) {
        ListTracker tracker = new ListTracker(listedBefore(id));
        if (anew) {
            tracker.clear(request.stamp().at());
        }
        return new SessionReading(id, SessionFacts.NONE, tracker.claims(), tracker.listed());
    }
}
