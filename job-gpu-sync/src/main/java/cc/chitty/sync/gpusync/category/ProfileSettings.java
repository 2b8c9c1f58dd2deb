package cc.chitty.sync.gpusync.category;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A named set of categories, filters and limits.
 *
 * @param categories the only ones; empty: all
 * @param exclude patterns that are left out besides
 * @param only patterns of what is synced; empty: all
 * @param largest a file of more is left out; null: as the filters say
 * @param bandwidth bytes a second; null: as the settings say
 */
public record ProfileSettings(
        @DefaultValue({}) List<String> categories,
        @DefaultValue({}) List<String> exclude,
        @DefaultValue({}) List<String> only,
        @Nullable DataSize largest,
        @Nullable DataSize bandwidth,
        @DefaultValue("BOTH") Direction direction) {

    public ProfileSettings {
        categories = List.copyOf(categories);
        exclude = List.copyOf(exclude);
        only = List.copyOf(only);
        Patterns.of(exclude);
        Patterns.of(only);
    }
}
