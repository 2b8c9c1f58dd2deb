package cc.chitty.sync.kernel.launch;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * Refuses settings in elements of lists that nothing reads, as a misspelled {@code remotes[0].filters}: Spring Boot's own handler
 * takes them for elements that another source overrides.
 */
public final class KnownNames extends AbstractBindHandler {

    private final Set<ConfigurationPropertyName> read = new HashSet<>();
    private final Set<ConfigurationPropertyName> open = new HashSet<>();

    public KnownNames(BindHandler parent) {
        super(parent);
    }

    @Override
    public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        read.add(name);
        if (Map.class.isAssignableFrom(target.getType().toClass())) {
            open.add(name);
        }
        return super.onStart(name, target, context);
    }

    @Override
    public void onFinish(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result)
            throws Exception {
        super.onFinish(name, target, context, result);
        if (context.getDepth() > 0) {
            return;
        }
        UnboundElementsSourceFilter filter = new UnboundElementsSourceFilter();
        Set<ConfigurationProperty> unknown = new TreeSet<>();
        for (ConfigurationPropertySource source : context.getSources()) {
            if (filter.apply(source) && source instanceof IterableConfigurationPropertySource names) {
                unknown.addAll(names.stream()
                        .filter(it -> name.isAncestorOf(it) && isUnknown(it))
                        .map(source::getConfigurationProperty)
                        .collect(Collectors.toSet()));
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnboundConfigurationPropertiesException(unknown);
        }
    }

    private boolean isUnknown(ConfigurationPropertyName name) {
        boolean inList = false;
        for (int element = 0; element < name.getNumberOfElements() - 1; element++) {
            inList |= name.isNumericIndex(element);
        }
        return inList && !read.contains(name) && open.stream().noneMatch(it -> it.isAncestorOf(name));
    }
}
