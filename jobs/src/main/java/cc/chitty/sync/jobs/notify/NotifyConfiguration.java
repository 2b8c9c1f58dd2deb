package cc.chitty.sync.jobs.notify;

import cc.chitty.sync.kernel.state.StateDirectory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the notifications. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotifySettings.class)
public class NotifyConfiguration {

    @Bean
    Notifications notifications(NotifySettings settings, StateDirectory state) {
        return new Notifications(settings, state, System::nanoTime);
    }
}
