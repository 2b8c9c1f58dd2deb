package cc.chitty.sync.jobs.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a path is worth a look. A file that is written all the time and says nothing new, as the transcript of a busy
 * agent, is looked at less and less often, down to every two seconds; once it says something new, at once again.
 */
final class Pace {

    private static final long SHORTEST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofSeconds(2).toNanos();
    private static final int MOST = 1_000;

    private record Rest(long until, long length) {}

    private final Map<Path, Rest> rests = new HashMap<>();

    /** When the first of the paths may be looked at; {@code now} for any that was not in vain before. */
    long due(Collection<Path> paths, long now) {
        long wait = paths.isEmpty() ? 0 : LONGEST;
        for (Path path : paths) {
            Rest rest = rests.get(path);
            wait = Math.min(wait, rest == null ? 0 : rest.until - now);
        }
        return now + Math.max(0, wait);
    }

    void inVain(Collection<Path> paths, long now) {
        if (rests.size() > MOST) {
            rests.clear();
        }
        for (Path path : paths) {
            Rest before = rests.get(path);
            long length = before == null ? SHORTEST : Math.min(LONGEST, before.length * 2);
            rests.put(path, new Rest(now + length, length));
        }
    }

    void worthIt(Collection<Path> paths) {
        paths.forEach(rests::remove);
    }
}
