package cc.chitty.sync.drivesync;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How a mirror's versions are kept.
 *
 * @param remote the git remote they are pushed to, without credentials; empty: they stay on this machine
 * @param message first line of the commits
 * @param warnSize a file of this size or more is named
 * @param largest a file of this size or more is left out, as GitHub would refuse it
 * @param lfs whether large files go to Git LFS instead, where {@code git lfs} is installed
 * @param allowSecrets patterns of paths whose files may hold keys and tokens, as {@code certs/**}
 */
public record GitSettings(
        @DefaultValue("") String remote,
        @DefaultValue("main") String branch,
        @DefaultValue("sync: drive mirror [skip ci]") String message,
        @DefaultValue("50MB") DataSize warnSize,
        @DefaultValue("100MB") DataSize largest,
        @DefaultValue("false") boolean lfs,
        @DefaultValue List<String> allowSecrets) {

    public GitSettings {
        allowSecrets = List.copyOf(allowSecrets);
    }
}
