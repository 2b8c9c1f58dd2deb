package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.project.ProjectRules;
import cc.chitty.sync.consolidate.project.ProjectSettings;
import cc.chitty.sync.consolidate.todo.LawSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a person can set of {@code consolidate}.
 *
 * @param identity {@code project}: the same content in two projects is two todos; {@code content}: it is one
 * @param subFolders whether a session in a sub-folder of a repository has a project of its own
 * @param keywords looked for in a todo's content where nothing else tells its project
 * @param reopen what undoes a completion without a person: {@code never}, {@code newer-session}, {@code same-session}
 * @param sources names of the sources to read; empty means all
 * @param chunk files read between two commits, 1 to 10,000
 * @param threads files parsed at once; 0: one for each processor
 * @param snapshots how many snapshots are kept at the most, for how long, and of which size together
 */
@ConfigurationProperties("chittysync.consolidate")
public record ConsolidateSettings(
        @DefaultValue("project") String identity,
        @DefaultValue("false") boolean subFolders,

        @DefaultValue({"chittyschema", "chittychat", "chittyrouter", "chittycheck", "propertyproof"})
        List<String> keywords,

        @DefaultValue("newer-session") String reopen,
        @DefaultValue({}) List<String> sources,
        @DefaultValue("1000") int chunk,
        @DefaultValue("0") int threads,
        @DefaultValue Snapshots snapshots) {

    /** How long what was replaced is kept. The newest one is always kept. */
    public record Snapshots(
            @DefaultValue("50") int count,
            @DefaultValue("30d") Duration age,
            @DefaultValue("1GB") DataSize size) {}

    public ConsolidateSettings {
        keywords = List.copyOf(keywords);
        sources = List.copyOf(sources);
        if (chunk < 1 || chunk > 10_000) {
            throw new IllegalArgumentException("chittysync.consolidate.chunk must be 1 to 10000, is " + chunk);
        }
        LawSettings.Reopen.of(reopen);
        ProjectSettings.Identity.valueOf(identity.toUpperCase(Locale.ROOT));
    }

    public static ConsolidateSettings defaults() {
        return new ConsolidateSettings(
                "project",
                false,
                ProjectRules.defaultKeywords(),
                LawSettings.Reopen.NEWER_SESSION.word(),
                List.of(),
                1000,
                0,
                new Snapshots(50, Duration.ofDays(30), DataSize.ofGigabytes(1)));
    }

    LawSettings law() {
        return new LawSettings(LawSettings.Reopen.of(reopen));
    }

    ProjectSettings projects() {
        ProjectSettings.Identity by = ProjectSettings.Identity.valueOf(identity.toUpperCase(Locale.ROOT));
        return new ProjectSettings(by, subFolders, keywords);
    }

    int parallel() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
