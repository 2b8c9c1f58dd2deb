package cc.chitty.sync.gitpush.repository;

import java.io.File;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Git without the machine's and the user's configuration: no signing, hook, proxy, filter or rewritten URL of the user's
 * has a say in our repository. Only name and e-mail address are read from there, by {@link Author}.
 */
public final class OwnGit extends SystemReader.Delegate {

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
