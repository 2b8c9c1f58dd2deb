package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.RedactedText;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.kernel.secret.SecretFilter;
import cc.chitty.sync.kernel.secret.SecretWarnings;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The last look before something leaves the machine. Claims lose their secrets on the way into the journal, so this finds
 * only what was written before there was a rule for it; that is rewritten here, once.
 */
record SecretSweep(StateDirectory state, String device, SecretFilter secrets) {

    /**
     * Prepares this device's files without secrets.
     *
     * @return those that change, by their place
     */
    Map<Path, Path> prepare(Path work) throws IOException {
        Map<Path, Path> prepared = new LinkedHashMap<>();
        Path journal = JournalSet.file(state.devices(), device);
        Path clean = work.resolve("clean-journal");
        if (JournalFiles.rewrite(journal, device, it -> RedactedText.of(it, secrets), clean) > 0) {
            prepared.put(journal, clean);
        }
        for (Path month : months()) {
            Path swept = work.resolve("clean-" + month.getFileName());
            if (Lines.rewrite(month, line -> secrets.redact(line).text(), swept) > 0) {
                prepared.put(month, swept);
            }
        }
        Path conflicts = state.root().resolve(Layout.conflicts(device));
        Path swept = work.resolve("clean-conflicts");
        if (Files.exists(conflicts)
                && Lines.rewrite(conflicts, line -> secrets.redact(line).text(), swept) > 0) {
            prepared.put(conflicts, swept);
        }
        return prepared;
    }

    /**
     * How many registers that were not pushed yet may hold a secret and may as well hold none. They are pushed; {@code
     * git-push --check} names them.
     *
     * @param pushed the journal as the remote has it, sound
     */
    long suspicions(Path pushed) throws IOException {
        AtomicLong count = new AtomicLong();
        JournalFiles.changes(
                JournalSet.file(state.devices(), device),
                pushed,
                device,
                it -> count.addAndGet(suspicion(it).isEmpty() ? 0 : 1));
        return count.get();
    }

    /** Why a register may hold a secret. */
    static Set<String> suspicion(Sighting sighting) {
        Set<String> why = new TreeSet<>();
        for (String text : new String[] {sighting.shown(), sighting.activeForm(), sighting.note()}) {
            if (text != null) {
                why.addAll(SecretWarnings.of(text));
            }
        }
        return why;
    }

    private List<Path> months() throws IOException {
        Path own = state.lifecycle().resolve(device);
        if (!Files.exists(own)) {
            return List.of();
        }
        try (Stream<Path> months = Files.list(own)) {
            return months.sorted().toList();
        }
    }
}
