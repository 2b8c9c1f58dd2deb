package cc.chitty.sync.gitpush.mirror;

import org.jspecify.annotations.Nullable;

/**
 * What became of a push.
 *
 * @param commit the remote's branch, as it was read back; null where there is nothing to push
 * @param commits how many commits it has that it had not before
 * @param merged whether others had pushed, so that a commit had to be made that joins both
 */
public record MirrorPush(@Nullable String commit, int commits, boolean merged) {}
