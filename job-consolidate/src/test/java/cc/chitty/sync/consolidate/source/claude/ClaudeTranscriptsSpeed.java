package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.Finds;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures how fast the transcripts of a home directory are found and read, one after the other and by two threads. */
final class ClaudeTranscriptsSpeed {

    private static final int ROUNDS = 3;

    private ClaudeTranscriptsSpeed() {}

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        for (int round = 0; round < ROUNDS; round++) {
            measure(home, false);
            measure(home, true);
        }
    }

    private static void measure(Path home, boolean parallel) {
        long start = System.nanoTime();
        List<ReadRequest> requests = Finds.of(new ClaudeTranscripts(), home, Map.of()).files().entrySet().stream()
                .map(found -> new ReadRequest(found.getKey(), found.getValue(), Map.of(), null))
                .toList();
        long found = System.nanoTime();
        List<Reading> readings = (parallel ? requests.parallelStream() : requests.stream())
                .map(ClaudeTranscriptsSpeed::read)
                .toList();
        long bytes = readings.stream().mapToLong(Reading::bytes).sum();
        long claims = readings.stream()
                .flatMap(reading -> reading.sessions().stream())
                .mapToLong(said -> said.claims().size())
                .sum();
        System.out.printf(
                "%d files found in %d ms, %d claims read at %d MB/s%s%n",
                requests.size(),
                (found - start) / 1_000_000,
                claims,
                bytes * 1_000 / (System.nanoTime() - found),
                parallel ? " by all cores" : "");
    }

    private static Reading read(ReadRequest request) {
        try {
            return new ClaudeTranscripts().read(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
