package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.ConsolidateSettings;
import cc.chitty.sync.gpusync.GpuSyncSettings;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.PropertiesFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Where settings come from, and their digest: a command is handed over only to an owner that goes by the same ones. */
final class Settings {

    private static final Set<String> AGENTS = Set.of(
            "CLAUDE_CONFIG_DIR",
            "CODEX_HOME",
            "GEMINI_CLI_HOME",
            "QWEN_RUNTIME_DIR",
            "QWEN_HOME",
            "XDG_DATA_HOME",
            "OPENCODE_DB",
            "OPENCODE_DISABLE_CHANNEL_DB",
            "COPILOT_HOME");

    private static final String FILE = "settings.properties";
    private static final String PREFIX = "chittysync.";

    private Settings() {}

    /** Settings a person wrote down; need not exist. */
    static Path file(StateDirectory state) {
        return state.root().resolve(FILE);
    }

    /**
     * Those of {@code consolidate}, without the application.
     *
     * @throws Failure USAGE if one of them is wrong
     */
    static ConsolidateSettings consolidate(Path state) {
        return bound(state, "chittysync.consolidate", ConsolidateSettings.class);
    }

    /**
     * Those of {@code gpu-sync}, without the application.
     *
     * @throws Failure USAGE if one of them is wrong
     */
    static GpuSyncSettings gpuSync(Path state) {
        return bound(state, "chittysync.gpu-sync", GpuSyncSettings.class);
    }

    /** What to tell of a command or an application that failed because a setting is wrong; empty where it is another reason. */
    static Optional<Failure> wrong(Exception thrown, Path state) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof BindException e) {
                return Optional.of(wrong(e, state));
            }
        }
        return Optional.empty();
    }

    private static Failure wrong(BindException e, Path state) {
        return new Failure(
                FailureCategory.USAGE,
                "use the settings",
                WrongSetting.words(e),
                "Correct it in " + state.resolve(FILE) + " or in the variable that sets it.",
                e);
    }

    private static <T> T bound(Path state, String prefix, Class<T> type) {
        try {
            StandardEnvironment environment = new StandardEnvironment();
            environment.getPropertySources().addLast(written(state));
            return Binder.get(environment).bindOrCreate(prefix, type);
        } catch (BindException e) {
            throw wrong(e, state);
        }
    }

    /**
     * What a person wrote down; nothing if the file is not there. Spring's own readers take such a file for Latin-1.
     *
     * @throws Failure USAGE if it is not in UTF-8
     */
    static PropertySource<?> written(Path state) {
        Path file = state.resolve(FILE);
        try {
            return new MapPropertySource(
                    FILE, new TreeMap<>(PropertiesFile.read(file).orElseGet(TreeMap::new)));
        } catch (Failure e) {
            if (e.category() != FailureCategory.DAMAGED) {
                throw e;
            }
            Throwable cause = e.getCause();
            throw new Failure(
                    FailureCategory.USAGE,
                    "use the settings in " + file,
                    String.valueOf(cause == null ? e.getMessage() : cause.getMessage()),
                    "Save the file in UTF-8; letters that are not ASCII can also be written as \\u00e9.",
                    e);
        }
    }

    /** Of everything that can set something: the file, the environment's variables, the system properties. */
    static String digest(StateDirectory state, Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return digest(state, environment, properties);
    }

    /** The digest that a process with these variables and system properties would have. */
    static String digest(StateDirectory state, Map<String, String> environment, Map<String, String> properties) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Path file = file(state);
            digest.update(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
            add(digest, environment);
            add(digest, properties);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Map<String, String> values) {
        new TreeMap<>(values).forEach((name, value) -> {
            if (sets(name)) {
                digest.update((name + '=' + value + '\0').getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Agents' variables say where their files are; ours and Spring's set everything else. The trigger sets nothing. */
    static boolean sets(String name) {
        return !name.equals("CHITTYSYNC_TRIGGER")
                && (name.startsWith("CHITTYSYNC_")
                        || name.startsWith("SPRING_")
                        || name.startsWith(PREFIX)
                        || name.startsWith("spring.")
                        || AGENTS.contains(name));
    }
}
