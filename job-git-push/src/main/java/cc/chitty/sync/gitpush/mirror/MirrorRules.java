package cc.chitty.sync.gitpush.mirror;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What goes into the history.
 *
 * @param secrets which files are left out for what they hold
 * @param warnFrom files of this many bytes are committed and named; GitHub warns from 50 MiB on
 * @param largest files of this many bytes are left out and named, or go to Git LFS; GitHub refuses them from 100 MiB on; 0
 *     for no limit
 * @param lfs whether those go to Git LFS where {@code git lfs} is installed and the mirror's own {@code .gitattributes} marks
 *     them {@code filter=lfs}
 * @param largestCommit so many bytes of new files make one commit; what is more makes several, each to be pushed by itself.
 *     GitHub takes 2 GiB in one push
 */
public record MirrorRules(MirrorSecrets secrets, long warnFrom, long largest, boolean lfs, long largestCommit) {

    private static final long MIB = 1L << 20;

    /** Those that go with GitHub, without Git LFS. */
    public static MirrorRules github(MirrorSecrets secrets) {
        return new MirrorRules(secrets, 50 * MIB, 100 * MIB, false, 1536 * MIB);
    }

    boolean isTooLarge(long size) {
        return largest > 0 && size >= largest;
    }

    /** What was decided by other rules counts no longer. */
    String fingerprint() {
        String all = secrets.version() + '\0' + secrets.allowed() + '\0' + largest + '\0' + lfs;
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
