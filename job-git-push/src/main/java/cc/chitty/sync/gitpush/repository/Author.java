package cc.chitty.sync.gitpush.repository;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Who the commits are by: the settings, else {@code user.name} and {@code user.email} of the user's git.
 *
 * @param signing how they are signed
 */
public record Author(String name, String email, Signing signing) {

    /** One who does not sign. */
    public Author(String name, String email) {
        this(name, email, Signing.OFF);
    }

    /**
     * What is not set comes from the user's git.
     *
     * @param home whose git that is
     * @param device goes into the e-mail address where there is none
     */
    public static Author of(@Nullable String name, @Nullable String email, Signing signing, Path home, String device) {
        String gitName = null;
        String gitEmail = null;
        for (Path file : new Path[] {home.resolve(".config/git/config"), home.resolve(".gitconfig")}) {
            Config config = read(file.toFile());
            gitName = orElse(config.getString("user", null, "name"), gitName);
            gitEmail = orElse(config.getString("user", null, "email"), gitEmail);
        }
        String known = orElse(name, gitName);
        String mail = orElse(email, gitEmail);
        return new Author(
                known == null ? "ChittySync" : known, mail == null ? device + "@chittysync.invalid" : mail, signing);
    }

    private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
        return first == null || first.isBlank() ? second : first;
    }

    private static Config read(File file) {
        FileBasedConfig config = new FileBasedConfig(file, FS.DETECTED);
        try {
            config.load();
            return config;
        } catch (IOException | ConfigInvalidException e) {
            return new Config(); // a configuration that git itself could not read names nobody
        }
    }

    /** The same, who does not sign. */
    public Author unsigned() {
        return new Author(name, email);
    }

    /** As git writes it into a commit, in UTC. */
    public PersonIdent at(Instant when) {
        return new PersonIdent(name, email, when, ZoneOffset.UTC);
    }
}
