package cc.chitty.sync.gitpush.repository;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Git without the machine's and the user's configuration: no signing, hook, proxy, filter or rewritten URL of the user's
 * has a say in our repository. Only name and e-mail address are read from there, by {@link Author}.
 */
public final class OwnGit extends SystemReader.Delegate {

    private static final Duration STEP = Duration.ofMillis(20);

    private OwnGit(SystemReader machine) {
        super(machine);
    }

    /** From here on for the whole process; nothing else in it uses JGit's configuration. */
    public static synchronized void isolate() {
        SystemReader now = SystemReader.getInstance();
        if (!(now instanceof OwnGit)) {
            SystemReader.setInstance(new OwnGit(now));
        }
    }

    /**
     * JGit knows the two old names of fsync, the command line the new one. Packs that were packed into a new one would be
     * kept for an hour, and counted, so that every run in it would pack again; nobody else reads them.
     */
    static void configure(StoredConfig config) {
        config.setBoolean("core", null, "fsyncObjectFiles", true);
        config.setBoolean("core", null, "fsyncRefFiles", true);
        config.setString("core", null, "fsync", "all");
        config.setString("core", null, "hooksPath", "/dev/null");
        config.setBoolean("commit", null, "gpgSign", false);
        config.setBoolean("core", null, "autocrlf", false);
        config.setBoolean("core", null, "logAllRefUpdates", false);
        config.setBoolean("gc", null, "autoDetach", false);
        config.setString("gc", null, "prunePackExpire", "now");
        config.setBoolean("transfer", null, "fsckObjects", true);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /**
     * A configuration file that is never there. It asks for the JDK's own SHA-1, which is several times as fast as the one
     * that looks for attacks; what is fetched, and each file that seems to be known, is compared byte by byte instead.
     */
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
            super(parent, new File("/nonexistent/configuration"), fs);
            setString("core", null, "sha1Implementation", "JDKNATIVE");
        }

        /**
         * How exact the disk's times are. JGit would measure that for seconds in each process, to notice what other
         * processes do in the same moment; in our repository there are none.
         */
        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(STEP.toNanos(), TimeUnit.NANOSECONDS)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }

        @Override
        public void load() throws ConfigInvalidException {
            // there is nothing to load
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
