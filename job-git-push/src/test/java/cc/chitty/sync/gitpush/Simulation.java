package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.view.ListedTodo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.eclipse.jgit.lib.ObjectId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Five devices, one remote, and everything that happens to them, from one seed. Keeps a ledger of its own of what may not
 * be lost.
 */
final class Simulation implements AutoCloseable {

    private static final int DEVICES = 5;
    private static final int CONTENTS = 12;
    private static final Instant BEGIN = Instant.parse("2026-11-02T08:00:00Z");
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final long seed;
    private final SplittableRandom random;
    private final TestRemote remote;
    private final List<TestDevice> devices = new ArrayList<>();
    private final Set<String> added = new HashSet<>();
    private final Set<String> mayBeGone = new HashSet<>();
    private final Set<String> completed = new HashSet<>();
    private final Set<String> mayBeOpen = new HashSet<>();
    private final int[] offline = new int[DEVICES];
    private Instant now = BEGIN;
    private boolean dyingAfterPush;

    Simulation(Path directory, long seed) throws IOException {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.remote = new TestRemote(directory.resolve("remote.git"));
        for (int i = 0; i < DEVICES; i++) {
            long skew = random.nextLong(-300, 301);
            devices.add(new TestDevice(
                    directory.resolve("device" + i),
                    "d-00000000000" + i,
                    new DyingRemote(remote.connection(), () -> dyingAfterPush),
                    () -> now.plusSeconds(skew)));
        }
    }

    void run(int acts) {
        for (int act = 0; act < acts; act++) {
            now = now.plus(Duration.ofSeconds(random.nextInt(3) == 0 ? 0 : random.nextInt(1, 240)));
            for (int i = 0; i < DEVICES; i++) {
                offline[i] = Math.max(0, offline[i] - 1);
            }
            act(random.nextInt(DEVICES));
        }
    }

    private void act(int which) {
        TestDevice device = devices.get(which);
        String content = "todo " + random.nextInt(CONTENTS);
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> list(device, content, Status.PENDING);
            case 3 -> list(device, content, Status.IN_PROGRESS);
            case 4, 5 -> list(device, content, Status.COMPLETED);
            case 6 -> reword(device, content);
            case 7 -> gone(device, Kind.DELETED, content);
            case 8 -> reopen(device, content);
            case 9 -> collect(device);
            case 10 -> offline[which] = random.nextInt(2, 12);
            case 11 -> killed(which);
            case 12 -> together(which);
            case 13 -> handEdit();
            default -> sync(which);
        }
        if (random.nextBoolean()) {
            device.consolidate();
        }
    }

    private void list(TestDevice device, String content, Status status) {
        device.list(content, status);
        added.add(content);
        if (status == Status.COMPLETED) {
            completed.add(content);
        }
    }

    private void reword(TestDevice device, String content) {
        gone(device, Kind.DROPPED, content);
        list(device, content + " reworded", Status.PENDING);
    }

    private void gone(TestDevice device, Kind kind, String content) {
        if (!stays(content)) {
            device.say("s-" + device.id, Claim.gone(kind, content, device.now()));
            mayBeGone.add(content);
        }
    }

    /** The agent's lists are swept: nobody decided anything of what was on them. */
    private void collect(TestDevice device) {
        for (String content : added) {
            device.say("s-" + device.id, Claim.gone(Kind.VANISHED, content, device.now()));
        }
    }

    /** Of these nobody ever removes one, so all of them have to be in the view at the end. */
    private static boolean stays(String content) {
        return content.hashCode() % 3 == 0;
    }

    /** Of these nobody ever takes a completion back. */
    private static boolean staysDone(String content) {
        return content.hashCode() % 2 == 0;
    }

    private void reopen(TestDevice device, String content) {
        if (staysDone(content)) {
            return;
        }
        Claim claim = new Claim(Kind.REOPENED, content, device.now(), Status.PENDING, Claim.Details.NONE);
        device.say("person", claim);
        added.add(content);
        mayBeOpen.add(content);
    }

    private void sync(int which) {
        if (offline[which] == 0) {
            devices.get(which).sync();
        }
    }

    /** Dies at a border of two steps, between two files, in a publication, or after a push that it did not come to note. */
    private void killed(int which) {
        TestDevice device = devices.get(which);
        SyncRun run = device.run(GitPushOptions.USUAL);
        int last = random.nextInt(TestDevice.STEPS);
        device.dyingInPublication = random.nextInt(3) == 0;
        dyingAfterPush = random.nextInt(3) == 0;
        device.livesForFiles = random.nextInt(3) == 0 ? random.nextInt(8) : Integer.MAX_VALUE;
        try {
            for (int step = 0; step <= last; step++) {
                device.step(run, step);
            }
        } catch (TestDevice.Died e) {
            assertThat(offline).hasSize(DEVICES); // it is dead, and the next start has to cope
        } finally {
            device.dyingInPublication = false;
            dyingAfterPush = false;
            device.livesForFiles = Integer.MAX_VALUE;
        }
    }

    /** Two push at once: the second one is overtaken. */
    private void together(int which) {
        TestDevice one = devices.get(which);
        TestDevice two = devices.get((which + 1 + random.nextInt(DEVICES - 1)) % DEVICES);
        SyncRun first = one.run(GitPushOptions.USUAL);
        SyncRun second = two.run(GitPushOptions.USUAL);
        for (int step = 0; step < TestDevice.STEPS; step++) {
            one.step(first, step);
            two.step(second, step);
        }
    }

    private void handEdit() {
        ObjectId tip = remote.tip();
        if (tip != null) {
            remote.edit(now.plusSeconds(random.nextLong(-300, 301)), this::edited);
        }
    }

    private SortedMap<String, String> edited(SortedMap<String, String> files) {
        ArrayNode todos = (ArrayNode) JSON.readTree(files.getOrDefault(Layout.TODOS, "[]"));
        int kind = random.nextInt(4);
        if (kind == 0 || todos.isEmpty()) {
            add(todos, "by hand " + random.nextInt(CONTENTS));
        } else {
            int at = random.nextInt(todos.size());
            if (kind == 1) {
                remove(todos, at);
            } else {
                change((ObjectNode) todos.get(at));
            }
        }
        files.put(Layout.TODOS, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(todos));
        return files;
    }

    /** One that is there already is listed twice, of which the last counts. */
    private void add(ArrayNode todos, String content) {
        if (staysDone(content) && added.contains(content)) {
            return;
        }
        todos.addObject().put("content", content).put("status", "pending").put("project", TestDevice.PROJECT);
        added.add(content);
        mayBeOpen.add(content);
    }

    private void remove(ArrayNode todos, int at) {
        String content = todos.get(at).get("content").stringValue();
        if (!stays(content)) {
            mayBeGone.add(content);
            todos.remove(at);
        }
    }

    private void change(ObjectNode todo) {
        String content = todo.get("content").stringValue();
        Status status = STATUSES.get(random.nextInt(3));
        if (!staysDone(content) || status == Status.COMPLETED) {
            todo.put("status", status.word());
            (staysDone(content) ? completed : mayBeOpen).add(content);
        }
        todo.put("priority", random.nextBoolean() ? "high" : "low");
    }

    /** Everybody syncs twice, then all have to be the same, and a third time does nothing. */
    void settle() {
        for (int round = 0; round < 2; round++) {
            devices.forEach(TestDevice::sync);
        }
        SortedMap<String, String> expected = devices.get(0).shared();
        for (TestDevice device : devices) {
            assertThat(device.shared()).as(describe(device)).isEqualTo(expected);
        }
        assertThat(remote.files()).as("seed %d, the remote", seed).containsAllEntriesOf(expected);
        ObjectId tip = remote.tip();
        devices.forEach(TestDevice::sync);
        assertThat(remote.tip())
                .as("seed %d: a third sync commits nothing", seed)
                .isEqualTo(tip);
        ledger(devices.get(0));
    }

    private void ledger(TestDevice device) {
        assertThat(device.known()).as("seed %d: in the journals", seed).containsAll(added);
        for (String content : added) {
            if (!mayBeGone.contains(content)) {
                ListedTodo todo = device.todo(content);
                if (completed.contains(content) && !mayBeOpen.contains(content)) {
                    assertThat(todo.status()).as("seed %d: %s", seed, content).isEqualTo(Status.COMPLETED);
                }
            }
        }
    }

    private String describe(TestDevice device) {
        return "seed " + seed + ", device " + device.id;
    }

    @Override
    public void close() {
        remote.close();
    }
}
