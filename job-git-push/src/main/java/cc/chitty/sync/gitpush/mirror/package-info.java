/**
 * A directory tree, as the mirror of a folder of a Google Drive, as a versioned git history.
 *
 * <p>Who uses it needs {@code MirrorRepository}, which is opened for a {@code MirrorPlace}, and of it these:
 *
 * <ol>
 *   <li><b>commit</b>: look at the mirror; read the files whose stamp is not the known one, on all processors, into packs;
 *       decide by {@code MirrorRules} what is left out; build the tree without any index; commit, only if something differs.
 *       A file that is left out, changes while it is read, or cannot be read, stays as it was committed last. It is never
 *       taken for deleted, and each is named as a problem.
 *   <li><b>push</b>: forward only, read back; what others put on the branch is kept.
 *   <li><b>history</b>: the versions of a path, its content at a commit.
 *   <li><b>plan</b>, <b>restore</b>: paths or the whole mirror as they were at a commit; nothing that is in no commit is
 *       overwritten or deleted unless it is asked for.
 *   <li><b>rollback</b>: a new commit of the files of an old one.
 * </ol>
 *
 * <p>What git cannot hold has a rule: an empty directory leaves no trace; of permissions only "the owner may execute it" is
 * kept; times are not kept; a link is kept if it leads to a place in the mirror. Names in anything but UTF-8, names that git
 * or a host refuses ({@code .git} however it is written), sockets and devices are left out and named. Of names that are one
 * where case or accents do not count, the one that was committed first stays, else the first in order; the others are left
 * out and named.
 *
 * <p>Paths are from the mirror's root, with {@code /}. A kill or a power cut at any moment leaves a branch whose commits are
 * whole. One run at a time: who owns the state directory.
 */
@NullMarked
package cc.chitty.sync.gitpush.mirror;

import org.jspecify.annotations.NullMarked;
