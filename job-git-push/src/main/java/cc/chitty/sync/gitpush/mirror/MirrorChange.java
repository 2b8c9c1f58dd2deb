package cc.chitty.sync.gitpush.mirror;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a commit is to be made of.
 *
 * @param message its first line
 * @param looked the paths from the mirror's root, with {@code /}, that may have changed, files or directories; null: look at
 *     all. Where it is not sure that the others are known, all are looked at anyway.
 * @param deletionsAgreed whether a person, or a guard before, has agreed that more than half of all files are gone
 */
public record MirrorChange(String message, @Nullable Set<String> looked, boolean deletionsAgreed) {

    public MirrorChange {
        looked = looked == null ? null : new TreeSet<>(looked);
    }

    /** Whatever has changed. */
    public static MirrorChange any(String message) {
        return new MirrorChange(message, null, false);
    }
}
