package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.project.ProjectRules;
import cc.chitty.sync.consolidate.project.ProjectSettings;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.kernel.snapshot.Retention;
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
@ConfigurationProperties(prefix = "chittysync.consolidate", ignoreUnknownFields = false)
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
            @DefaultValue("1GB") DataSize size) {

        public Snapshots {
            require(count >= 1, "snapshots.count must be 1 or more, is " + count);
            require(!age.isNegative(), "snapshots.age must not be negative, is " + age);
            require(!size.isNegative(), "snapshots.size must not be negative, is " + size);
        }
    }

    public ConsolidateSettings {
        keywords = keywords.stream()
                .map(keyword -> keyword.strip().toLowerCase(Locale.ROOT))
                .toList();
        sources = List.copyOf(sources);
        require(keywords.stream().noneMatch(String::isEmpty), "keywords has an empty one, which every todo contains");
        require(threads >= 0, "threads must not be negative, is " + threads);
        require(chunk >= 1 && chunk <= 10_000, "chunk must be 1 to 10000, is " + chunk);
        require(
                identity.equals("project") || identity.equals("content"),
                "identity must be project or content, is " + identity);
        LawSettings.Reopen.of(reopen);
        AgentSources.named(sources);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("chittysync.consolidate." + otherwise);
        }
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

    public LawSettings law() {
        return new LawSettings(LawSettings.Reopen.of(reopen));
    }

    /** How many snapshots are kept. */
    public Retention retention() {
        return new Retention(
                snapshots.count(), snapshots.age(), snapshots.size().toBytes());
    }

    /** How todos are assigned to projects. */
    public ProjectSettings projects() {
        ProjectSettings.Identity by = ProjectSettings.Identity.valueOf(identity.toUpperCase(Locale.ROOT));
        return new ProjectSettings(by, subFolders, keywords);
    }

    int parallel() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
