package cc.chitty.sync.gpusync.category;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is left out of all categories.
 *
 * @param exclude patterns in the syntax of {@code .gitignore}, counted from each root
 * @param largest a file of more is left out and counted; 0 for no limit
 * @param fast what {@code --fast} makes of that limit
 */
public record FilterSettings(
        @DefaultValue({".DS_Store", "Thumbs.db", "desktop.ini", "*.swp", "*~", ".#*", "\\#*#", ".Trash/", "lost+found/"
        })
        List<String> exclude,

        @DefaultValue("0") DataSize largest,
        @DefaultValue("50MB") DataSize fast) {

    public FilterSettings {
        exclude = List.copyOf(exclude);
        require(!largest.isNegative(), "largest must not be negative, is " + largest);
        require(fast.toBytes() > 0, "fast must be more than nothing, is " + fast);
        Patterns.of(exclude);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("chittysync.gpu-sync.filters." + otherwise);
        }
    }
}
