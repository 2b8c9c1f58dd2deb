package cc.chitty.sync.gitpush;

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
record Author(String name, String email, Signing signing) {

    /** One who does not sign. */
    Author(String name, String email) {
        this(name, email, Signing.OFF);
    }

    static Author of(GitPushSettings.Person person, Path home, String device) {
        String gitName = null;
        String gitEmail = null;
        for (Path file : new Path[] {home.resolve(".config/git/config"), home.resolve(".gitconfig")}) {
            Config config = read(file.toFile());
            gitName = orElse(config.getString("user", null, "name"), gitName);
            gitEmail = orElse(config.getString("user", null, "email"), gitEmail);
        }
        String known = orElse(person.name(), gitName);
        String mail = orElse(person.email(), gitEmail);
        return new Author(
                known == null ? "ChittySync" : known,
                mail == null ? device + "@chittysync.invalid" : mail,
                new Signing(person.signingKey(), person.signingFormat()));
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

    Author unsigned() {
        return new Author(name, email);
    }

    PersonIdent at(Instant when) {
        return new PersonIdent(name, email, when, ZoneOffset.UTC);
    }
}
