package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.secret.SecretFilter;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * Which files are left out for what they hold.
 *
 * @param filter what finds a secret
 * @param version differs where the filter does: then all files are looked through again
 * @param allowed patterns of paths that a person allows whatever they hold, as {@code keys/*.pem} or {@code **}{@code /.env}
 */
public record MirrorSecrets(SecretFilter filter, String version, List<String> allowed) {

    public MirrorSecrets {
        allowed = List.copyOf(allowed);
    }

    /** The rules and exceptions of a state directory. */
    public static MirrorSecrets of(StateDirectory state, List<String> allowed) {
        StringBuilder version = new StringBuilder("2");
        for (String name : List.of(SecretFiles.RULES, SecretFiles.ALLOWED)) {
            Path file = state.root().resolve(name);
            try {
                version.append('\n').append(Files.exists(file) ? Files.readString(file) : "");
            } catch (IOException e) {
                throw StorageFailure.of("read", file, e);
            }
        }
        return new MirrorSecrets(SecretFiles.of(state), version.toString(), allowed);
    }

    /** The patterns, ready to match paths from the mirror's root. */
    List<PathMatcher> matchers() {
        return allowed.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }
}
