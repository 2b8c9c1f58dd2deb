package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What files of the state directory tell of runs that the repository may have forgotten: the names of snapshots, and what only a
 * run makes. A rollback's snapshot bears the number of the run it went back to.
 */
final class TracesOfRuns {

    /** Some jobs put a letter before the number: with the job's name it tells whose run it was. */
    private static final Pattern RUN = Pattern.compile("-([a-z][a-z-]*-[A-Za-z]?)(\\d{1,15})$");

    /** Of gpu-sync here is only the list of what its snapshots hold. */
    private static final Pattern LISTED = Pattern.compile("^(sync-)\\d{8}T\\d{6}\\.\\d{3}Z-(\\d{1,15})\\.jsonl$");

    private static final String SNAPSHOTS = "snapshots";

    /** Jobs that keep a directory of their own for each remote or peer, perhaps with snapshots in it. */
    private static final List<String> JOBS = List.of("drive-sync", "gpu-sync");

    private final Path state;

    /** @param database the state directory's, beside which everything is */
    TracesOfRuns(Path database) {
        this.state = database.resolveSibling("");
    }

    /** The highest number of a run that left a snapshot; 0 where there is none. */
    long highest() {
        return runs().values().stream()
                .flatMap(Set::stream)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /**
     * The highest of these numbers, if a repository that knows of runs up to {@code known} is an older state. One run of each job
     * above that is none: a power cut may take a run back that had taken its snapshot, and nothing after it can have begun.
     */
    OptionalLong missing(long known) {
        Map<String, Set<Long>> runs = runs();
        runs.values().forEach(numbers -> numbers.removeIf(number -> number <= known));
        return runs.values().stream().anyMatch(numbers -> numbers.size() > 1)
                ? runs.values().stream()
                        .flatMap(Set::stream)
                        .mapToLong(Long::longValue)
                        .max()
                : OptionalLong.empty();
    }

    /** Something that only a run makes, whatever its number was. */
    Optional<Path> sign() {
        for (String job : JOBS) {
            for (Path place : below(state.resolve(job))) {
                if (Files.isDirectory(place)) {
                    return Optional.of(place);
                }
            }
        }
        return below(state.resolve("mirrors")).stream()
                .filter(mirror -> mirror.toString().endsWith(".git"))
                .findFirst();
    }

    /** By place and job. */
    private Map<String, Set<Long>> runs() {
        Map<String, Set<Long>> runs = new HashMap<>();
        add(state.resolve(SNAPSHOTS), runs);
        for (String job : JOBS) {
            below(state.resolve(job)).forEach(place -> add(place.resolve(SNAPSHOTS), runs));
        }
        return runs;
    }

    private static void add(Path snapshots, Map<String, Set<Long>> runs) {
        for (Path snapshot : below(snapshots)) {
            String name = String.valueOf(snapshot.getFileName());
            Matcher run = (SnapshotId.isId(name) ? RUN : LISTED).matcher(name);
            if (run.find()) {
                runs.computeIfAbsent(snapshots + " " + run.group(1), place -> new HashSet<>())
                        .add(Long.parseLong(run.group(2)));
            }
        }
    }

    private static List<Path> below(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            all.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw StorageFailure.of("list", directory, e);
        }
        return found;
    }
}
