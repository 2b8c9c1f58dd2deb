package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.MachineNote;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the peer is the machine with which something was agreed, and no earlier state of it. Each run that is going to change
 * something, or to remember something new that both sides have, counts one up, here and in the note there; a note that has counted less far is of an earlier state. One that has counted
 * further is not: then this machine was put back, and what it remembers is what it had.
 *
 * @param file what this machine has counted
 * @param owner one word that tells this installation from others
 */
record KnownMachine(Path file, String owner) {

    private static final String FILE = "machine.properties";

    private static final String GENERATION = "generation";

    /** Its own name, as it was when it was counted. */
    private static final String MACHINE = "machine";

    /** All names that it had, of which something may be remembered still. */
    private static final String NAMES = "names";

    /** The name that a machine without one is going to get. */
    private static final String FRESH = "fresh";

    /** The name that one is going to get whose own cannot be believed. */
    private static final String INSTEAD = "instead";

    KnownMachine(Workshop shop) {
        this(shop.peering().directory().resolve(FILE), shop.owner());
    }

    /** The peer's name for what is remembered; empty where that cannot be believed of it. Writes nothing. */
    String look(Endpoint peer) {
        MachineNote note = peer.machine();
        Map<String, String> known = read();
        String instead = known.getOrDefault(INSTEAD, "");
        if (!instead.isEmpty()) {
            return instead;
        }
        if (note.machine().isEmpty()) {
            return known.getOrDefault(FRESH, "");
        }
        // a name that another installation has given it: nothing is remembered of that one
        boolean isNew = !names(known).contains(note.machine());
        return isNew || there(note) >= counted(known) ? note.machine() : "";
    }

    /** The same; a machine that was never met, or cannot be believed, gets a name, which is written there before it is changed. */
    String meet(Endpoint peer) {
        String known = look(peer);
        if (!known.isEmpty()) {
            return known;
        }
        String machine = MachineNote.fresh();
        Map<String, String> counted = new TreeMap<>(read());
        counted.put(counted(counted) > 0 ? INSTEAD : FRESH, machine);
        write(counted);
        return machine;
    }

    /** Counts one up, once in a run; before anything is changed or remembered. */
    static void count(SyncRun run, Workshop shop) {
        if (!run.isCounted()) {
            new KnownMachine(shop).count(run.ends().theirs(), run.machine());
            run.counted();
        }
    }

    /**
     * Counts one up.
     *
     * @param machine what it was called when the run began
     * @throws Failure RETRYABLE if it is another one now, or the note cannot be written
     */
    void count(Endpoint peer, String machine) {
        MachineNote seen = peer.machine();
        String expected = seen.equals(MachineNote.NONE) ? null : new String(seen.bytes(), StandardCharsets.UTF_8);
        if (!counts(peer, machine, expected)) {
            // another one has counted meanwhile, or somebody wrote it in his own way
            String text = peer.note(peer.facts().home(), MachineNote.NAME).orElse(null);
            if (!counts(peer, machine, text)) {
                throw changed(peer);
            }
        }
    }

    /** Whether the note is still what was expected, and has counted. */
    private boolean counts(Endpoint peer, String machine, @Nullable String expected) {
        MachineNote note = expected == null ? MachineNote.NONE : MachineNote.parse(expected);
        Map<String, String> known = read();
        if (!note.machine().equals(machine)) {
            if (!known.containsKey(INSTEAD) && !note.machine().isEmpty()) {
                throw changed(peer);
            }
            note = new MachineNote(machine, note.generations());
        }
        long next = Math.max(counted(known), there(note)) + 1;
        // there first: a run that is killed in between leaves a note that has counted further
        byte[] counted = note.with(owner, next).bytes();
        if (!peer.putNote(peer.facts().home(), MachineNote.NAME, expected, counted)) {
            return false;
        }
        SortedSet<String> names = names(known);
        names.add(machine);
        write(Map.of(GENERATION, Long.toString(next), MACHINE, machine, NAMES, String.join(" ", names)));
        return true;
    }

    private static SortedSet<String> names(Map<String, String> known) {
        SortedSet<String> names = new TreeSet<>();
        for (String text : List.of(known.getOrDefault(MACHINE, ""), known.getOrDefault(NAMES, ""))) {
            names.addAll(List.of(text.split(" ", -1)));
        }
        names.remove("");
        return names;
    }

    /** How far was counted under the name of a peer that has this directory. */
    static long counted(Path directory) {
        return counted(read(directory.resolve(FILE)));
    }

    /** Which machine that was; empty: none yet. */
    static String called(Path directory) {
        return read(directory.resolve(FILE)).getOrDefault(MACHINE, "");
    }

    private long there(MachineNote note) {
        return note.generations().getOrDefault(owner, 0L);
    }

    private static long counted(Map<String, String> known) {
        String text = known.getOrDefault(GENERATION, "");
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }

    private Map<String, String> read() {
        return read(file);
    }

    private static Map<String, String> read(Path file) {
        return PropertiesFile.readIfWhole(file).orElseGet(TreeMap::new);
    }

    private void write(Map<String, String> known) {
        PrivateDirectory.create(file.toAbsolutePath().resolveSibling(""));
        DurableFile.replace(file, PropertiesFile.bytes(known));
    }

    private static Failure changed(Endpoint peer) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "know " + peer.facts().name() + " again",
                peer.facts().home() + "/" + MachineNote.NAME + " is another one now",
                "Somebody else may be syncing with it; start again.");
    }
}
