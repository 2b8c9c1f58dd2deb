package cc.chitty.sync.jobs.notify;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to tell of runs that no person started.
 *
 * @param ping called when a run went well; with {@code /start} when it begins, with {@code /<exit code>} when it did not.
 *     As healthchecks.io and others have it
 * @param desktop whether to show a notification when a run fails or finds new conflicts
 * @param limit how long either may take
 */
@ConfigurationProperties("chittysync.notify")
public record NotifySettings(
        @Nullable URI ping,
        @DefaultValue("false") boolean desktop,
        @DefaultValue("5s") Duration limit) {

    public NotifySettings {
        if (ping != null && !String.valueOf(ping.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("chittysync.notify.ping must begin with https:// or http://");
        }
    }
}
