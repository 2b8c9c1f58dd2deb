package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.watch.PeerWatch.Outcome;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Syncs of a watcher: says what was done, and what is left to a person once, not with every sync. */
final class WatchedSync {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Invocation invocation;
    private final OwnerRun ownerRun;
    private final List<String> options;
    private final Consumer<String> says;
    private final Map<String, Set<String>> left = new HashMap<>();

    /**
     * Syncs.
     *
     * @param options of each {@code sync-all}
     * @param says tells the person a line
     */
    WatchedSync(Invocation invocation, OwnerRun ownerRun, List<String> options, Consumer<String> says) {
        this.invocation = invocation;
        this.ownerRun = ownerRun;
        this.options = List.copyOf(options);
        this.says = says;
    }

    /** @param next how long until the next attempt, if it cannot be done now */
    Outcome with(String peer, Duration next) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = run(peer, out, err);
        JsonNode answer = answer(out.toString(StandardCharsets.UTF_8));
        String complaint = err.toString(StandardCharsets.UTF_8).strip();
        if (code == ExitCode.DONE.code() || code == ExitCode.PROBLEMS_LEFT.code()) {
            sayDone(peer, answer);
            sayLeft(peer, problems(answer));
            return Outcome.DONE;
        }
        if (code == ExitCode.INTERRUPTED.code()) {
            return Outcome.DONE;
        }
        boolean never = code == ExitCode.USAGE.code();
        String again = never ? "" : "\n    It is tried again, in " + Words.took(next) + " at first.";
        Set<String> before = left.put(peer, Set.of(complaint));
        if (!Set.of(complaint).equals(before)) {
            says.accept(peer + ": " + complaint.replaceAll("\\R", "\n    ") + again);
        }
        return never ? Outcome.NEVER : Outcome.LATER;
    }

    private int run(String peer, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        List<String> words = new ArrayList<>(List.of("gpu-sync", "sync-all", "--peer", peer, "--json"));
        words.addAll(options);
        Map<String, String> environment = new HashMap<>(invocation.environment());
        environment.put(Trigger.VARIABLE, Trigger.WATCHER.word());
        Request request = new Request(words, invocation.workingDirectory(), environment, Terminal.NONE);
        Interruption own = new Interruption();
        try (Interruption.Following following = invocation.interruption().whenRaised(own::raise)) {
            assert following != null;
            return ownerRun.run(request, out, err, own);
        } catch (Failure e) {
            err.writeBytes((e.getMessage() + "\n" + e.remedy()).getBytes(StandardCharsets.UTF_8));
            return e.exitCode().code();
        }
    }

    /** A missing node where a run said nothing, or not all of it. */
    private static JsonNode answer(String text) {
        try {
            return text.isBlank() ? JSON.missingNode() : JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private void sayDone(String peer, JsonNode answer) {
        Map<String, Long> counts = new TreeMap<>();
        answer.path("counts")
                .properties()
                .forEach(it -> counts.put(it.getKey(), it.getValue().asLong(0)));
        if (PlanText.hasChanged(counts)) {
            says.accept(peer + ": " + PlanText.done(counts));
            List<String> deleted = new ArrayList<>();
            answer.path("repositories").forEach(it -> deleted.add(it.asString()));
            PlanText.deletedRefs(deleted).forEach(it -> says.accept("    " + it));
        }
    }

    private static Set<String> problems(JsonNode answer) {
        Set<String> problems = new LinkedHashSet<>();
        answer.path("problems")
                .forEach(it -> problems.add(Plain.of(it.path("where").asString()) + ": "
                        + Plain.of(it.path("what").asString())));
        return problems;
    }

    /** Only what the sync before did not leave: a word that comes and goes brings no others with it. */
    private void sayLeft(String peer, Set<String> problems) {
        Set<String> before = left.getOrDefault(peer, Set.of());
        left.put(peer, problems);
        List<String> added =
                problems.stream().filter(it -> !before.contains(it)).toList();
        if (!added.isEmpty()) {
            List<String> shown = new ArrayList<>(added.subList(0, Math.min(Printing.PROBLEMS_SHOWN, added.size())));
            if (shown.size() < added.size()) {
                shown.add("and " + Words.number(added.size() - shown.size())
                        + " more: `chittysync gpu-sync sync-status`");
            }
            says.accept(peer + ": " + String.join("\n    ", shown));
        } else if (problems.isEmpty() && !before.isEmpty()) {
            says.accept(peer + ": all is well again");
        }
    }
}
