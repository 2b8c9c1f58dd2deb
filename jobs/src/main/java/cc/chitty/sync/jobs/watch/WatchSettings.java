package cc.chitty.sync.jobs.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a person can set of {@code watch}.
 *
 * @param settle how long to wait after a change before looking: most writers are done by then
 * @param refresh how often to see whether watched directories came or went
 * @param everything how often to look at everything whatever was told
 * @param poll how often, at the most, to look for changes that nobody tells
 */
@ConfigurationProperties("chittysync.watch")
public record WatchSettings(
        @DefaultValue("10ms") Duration settle,
        @DefaultValue("2s") Duration refresh,
        @DefaultValue("10m") Duration everything,
        @DefaultValue("2s") Duration poll) {

    public WatchSettings {
        if (settle.isNegative() || refresh.toMillis() < 10 || everything.toMillis() < 10 || poll.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "chittysync.watch: settle must not be negative, refresh, everything and poll at least 10 ms");
        }
    }
}
