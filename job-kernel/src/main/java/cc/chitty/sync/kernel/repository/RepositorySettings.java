package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the job repository is. By default an H2 file of the state directory; else what Spring's own settings name.
 *
 * @param url of an H2 file ({@code jdbc:h2:file:}) or of a PostgreSQL
 * @param password never printed
 * @param directory the state directory's {@code database/}
 */
public record RepositorySettings(String url, String user, String password, Path directory) {

    static final String H2 = "jdbc:h2:file:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /**
     * H2 writes a commit when its memory is full or somebody says so ({@link StoredDataSource}), never by a clock of its own
     * ({@code WRITE_DELAY} is in milliseconds): with 0 it writes at each commit, of which a run of Batch makes 25. With any
     * {@code MAX_COMPACT_TIME} but 0 each closing rewrites up to 16 MiB; {@link RepositoryGuard} has it done when it pays.
     * The cache is in KiB. Without the last option H2 writes each error, with its values, into a file that only grows; they reach us as exceptions.
     */
    private static final String OPTIONS =
            ";FILE_LOCK=FS;WRITE_DELAY=2147483647;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0;CACHE_SIZE=16384;TRACE_LEVEL_FILE=0";

    public RepositorySettings {
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "use the job repository at " + masked(url),
                    "it is neither an H2 file nor a PostgreSQL",
                    "Set spring.datasource.url to jdbc:h2:file:... or jdbc:postgresql:..., or leave it out.");
        }
    }

    /** The environment's {@code SPRING_DATASOURCE_*} or the system properties {@code spring.datasource.*}, which win. */
    public static RepositorySettings of(Path stateDirectory, Map<String, String> environment, Properties system) {
        Path directory = stateDirectory.toAbsolutePath().resolve("database");
        String url = setting("url", environment, system);
        String user = setting("username", environment, system);
        String password = setting("password", environment, system);
        if (url == null) {
            return new RepositorySettings(ownFile(directory), "sa", "", directory);
        }
        return new RepositorySettings(url, user == null ? "sa" : user, password == null ? "" : password, directory);
    }

    private static @Nullable String setting(String name, Map<String, String> environment, Properties system) {
        String property = system.getProperty("spring.datasource." + name);
        String value =
                property == null ? environment.get("SPRING_DATASOURCE_" + name.toUpperCase(Locale.ROOT)) : property;
        return value == null || value.isBlank() ? null : value;
    }

    private static String ownFile(Path directory) {
        if (directory.toString().contains(";")) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "keep the job repository in " + directory,
                    "H2 takes what follows a semicolon for an option",
                    "Choose a state directory whose path has no semicolon.");
        }
        return H2 + directory.resolve("jobs") + OPTIONS;
    }

    public boolean isFile() {
        return url.startsWith(H2);
    }

    /** The database file; only of an H2 file. */
    public Path file() {
        int end = url.indexOf(';');
        String name = url.substring(H2.length(), end < 0 ? url.length() : end);
        String home = name.startsWith("~") ? System.getProperty("user.home") + name.substring(1) : name;
        return Path.of(home + ".mv.db").toAbsolutePath();
    }

    /** Where the sidecar and the backups are: beside the file they belong to. */
    Path surroundings() {
        Path parent = isFile() ? file().getParent() : directory;
        return parent == null ? directory : parent;
    }

    public Path sidecar() {
        return surroundings().resolve(isFile() ? "repository.properties" : "repository.postgresql.properties");
    }

    String vendor() {
        return isFile() ? "h2" : "postgresql";
    }

    /** The same place as settings of Spring's, and what else the repository needs; to be given as default properties. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", user);
        properties.put("spring.datasource.password", password);
        properties.put("spring.datasource.hikari.maximum-pool-size", 4);
        properties.put("spring.datasource.hikari.minimum-idle", 1);
        properties.put("spring.batch.job.enabled", false);
        properties.put("spring.batch.jdbc.initialize-schema", "never");
        // The default, serializable, makes every fourth start fail on PostgreSQL when several begin at once.
        properties.put("spring.batch.jdbc.isolation-level-for-create", "read_committed");
        return Map.copyOf(properties);
    }

    /** Without the password, and without what a URL may carry of one. */
    @Override
    public String toString() {
        return "RepositorySettings[url=" + masked(url) + ", user=" + user + ", password=***]";
    }

    /** The URL as it may be printed: PostgreSQL's takes a password as a parameter, H2's as an option. */
    public String printable() {
        return masked(url);
    }

    /** Where it is, in words for a person: the file, or the server's address. */
    public String place() {
        return isFile() ? file().toString() : printable();
    }

    private static String masked(String url) {
        return url.replaceAll("(?i)(pass[a-z]*=)[^&;]*", "$1***").replaceAll("//[^/@]*@", "//***@");
    }
}
