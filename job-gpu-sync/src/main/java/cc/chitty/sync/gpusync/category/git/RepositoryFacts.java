package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What one side's repository is.
 *
 * @param path below the workspace root
 * @param directory absolute: the working tree's, or the repository's own if it is bare
 * @param gitDirectory absolute
 * @param modes as chmod takes them: of the root, of the directories on the way to this one, and of this one; empty if it is broken
 * @param closed whether one of them, or the repository's own directory, gives its owner only anything
 * @param name that a sync gave it and that it keeps; null: none yet. One that was cloned again in its place has another one
 * @param counts how many runs have changed something, by the other side's name; an earlier state of it has counted less far
 * @param format of its object names: {@code sha1}, {@code sha256}
 * @param head what HEAD is on: a branch's full name, born or not
 * @param detached what HEAD is on instead of a branch; else null
 * @param refs branches, tags, notes and those of ours, by full name; no symbolic ones
 * @param symbolic refs that only name another one, by full names of both
 * @param unnamed refs whose names are no UTF-8, as {@link ExactText} has them: the other side could only have them under other names
 * @param stashes newest first
 * @param loose what its linked working trees are on that are on no branch
 * @param checkedOut the directory of the working tree in which a branch is checked out, by its full name
 * @param trouble why nothing is done with it, in words; else null
 * @param unfinished whether a run made it and has not looked after its files yet
 */
record RepositoryFacts(
        TreePath path,
        String directory,
        String gitDirectory,
        @Nullable String name,
        Map<String, Long> counts,
        List<String> modes,
        boolean closed,
        boolean bare,
        String format,
        @Nullable String head,
        @Nullable ObjectName detached,
        List<ObjectName> shallow,
        NavigableMap<String, ObjectName> refs,
        NavigableMap<String, String> symbolic,
        List<String> unnamed,
        List<ObjectName> stashes,
        List<ObjectName> loose,
        Map<String, String> checkedOut,
        @Nullable String linkedTo,
        @Nullable String trouble,
        boolean unfinished) {

    /** Of its directory. */
    String mode() {
        return modes.get(modes.size() - 1);
    }

    /** Of the directories above it, as far as they are synced. */
    List<String> above() {
        return modes.subList(0, modes.size() - 1);
    }

    /** Whether it is a bare one that is called {@code .git}, for the linked working trees beside it. */
    boolean isBareInside() {
        return bare && gitDirectory.endsWith("/.git");
    }

    /** Whether it is a sub-module's, kept in the repository of the outer one. */
    boolean isInOuter() {
        return gitDirectory.contains("/modules/");
    }
}
