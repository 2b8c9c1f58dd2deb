package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One side of a sync. Paths of roots are absolute and those of that side's machine. A method makes one round trip, however
 * many paths it is given, where the side can do that at all.
 *
 * <p>Every trouble with the connection or the side as a whole is a {@code Failure}; trouble with one path is in the answer.
 */
public interface Endpoint extends AutoCloseable {

    /** What the side is and can; asked for once, when it is connected. */
    EndpointFacts facts();

    /**
     * Looks at whole trees without reading files. Answers one sorted map a scope, in the order of the scopes; links are not
     * followed, but a root may be one; where all of a root is wanted, the root itself is an entry; a scope whose root is not
     * there has an empty map; a wanted top below a link is {@code UNREADABLE}, since it is another place's; a root or directory that cannot be read is an
     * {@code UNREADABLE} entry, and so is what {@link TreePath#isTooLong}, which is not entered. A name that is no text (invalid UTF-8) makes its directory's scan tell it as a problem.
     */
    List<Scanned> scan(List<Scope> scopes, Interruption interruption);

    /**
     * What one scope holds.
     *
     * @param troubles names that cannot be told as paths, in words
     * @param listing another text as soon as anything is another path or has another stamp, or a file system comes or goes; null where
     *     the side makes none
     * @param mounts directories on another file system than the one they lie in; so may be what is above a top, and the root, if it is on
     *     another one than its {@link Scope#ground}. Null where the side does not tell
     */
    record Scanned(
            SortedMap<TreePath, Entry> entries,
            List<String> troubles,
            @Nullable String listing,
            @Nullable Set<TreePath> mounts) {}

    /** Whether {@link #scan} tells all that is there; else it leaves out, without a word, what cannot be looked at. {@link #look} tells that. */
    default boolean tellsAll() {
        return true;
    }

    /**
     * What is at these paths of one root, without what is below them; {@code TreePath.ROOT} is the root itself, which may be a link.
     * What is below a link is {@code UNREADABLE}, as in a scan; what is not there is left out.
     */
    SortedMap<TreePath, Entry> look(String root, Collection<TreePath> paths);

    /**
     * Whether {@link #scan} would come to these listings, in the order of the scopes. False where the side cannot tell that
     * with less work, or with the same, than by telling all.
     */
    default boolean isStill(List<Scope> scopes, List<String> listings, Interruption interruption) {
        return false;
    }

    /** Digests of files as they are on disk. One that cannot be read, or is no file any more, is not in the answer. */
    Map<TreePath, Digest> digests(String root, List<TreePath> files, Interruption interruption);

    /** Reads files, in that order; each is offered once, with its entry as it was when it was opened. Missing ones are left out. */
    void read(String root, List<TreePath> files, Contents contents);

    /** Takes the files that {@link #read} brings. */
    @FunctionalInterface
    interface Contents {
        /** The stream ends with the file and need not be read to its end. */
        void take(TreePath path, Entry entry, InputStream content) throws java.io.IOException;
    }

    /**
     * A private directory (0700) on that side in which engines put contents before they are published; made if it is not
     * there, on the file system of the root where that can be. Kept until {@link #discard}, so a later run may find there
     * what an earlier one brought.
     *
     * @param run names it: letters, digits, hyphens
     */
    String staging(String root, String run);

    /** The time that it keeps of one that it is given, both in nanoseconds since 1970; more exact ones may be cut to the second. */
    default long keptTime(long modified) {
        return modified;
    }

    /** Removes a staging directory, or a snapshot, and everything in it; no other directory is taken. */
    void discard(String staging);

    /** Removes what runs have left where the staging directories of these roots lie: of any run, and parts of files of these roots. */
    default void discardLeft(Set<String> roots, Interruption interruption) {
        StagingPlace.Left left = StagingPlace.left(facts().home(), roots);
        List<String> places = List.copyOf(left.places());
        List<Scanned> seen = scan(
                places.stream().map(it -> new Scope(it, List.of(), Set.of())).toList(), interruption);
        for (int i = 0; i < places.size(); i++) {
            String place = places.get(i);
            seen.get(i).entries().keySet().stream()
                    .filter(path -> !path.isRoot() && path.parent().isRoot())
                    .filter(path ->
                            StagingPlace.isOfRun(path.name()) || left.parts().contains(place + "/" + path))
                    .forEach(path -> discard(place + "/" + path));
        }
    }

    /** Writes files into a staging directory: 0600 while they are written, then mode and time as wanted; parents are made. */
    void stage(String staging, List<StagedContent> contents);

    /** One file for {@link #stage}; the stream is opened when it is its turn. */
    record StagedContent(TreePath path, int mode, long modified, StreamSource source) {}

    /** Opens a content. */
    @FunctionalInterface
    interface StreamSource {
        InputStream open() throws java.io.IOException;
    }

    /**
     * Makes the changes, in their order: looks at each target again, keeps what is there, then replaces, makes or removes it.
     * Ends with everything on disk. Answers in the same order; a killed publication may be repeated.
     */
    List<Outcome> publish(Publication publication);

    /**
     * The text of a small private file, its first thousand bytes; empty where no file has that name.
     *
     * @param name one name in that directory
     */
    default Optional<String> note(String directory, String name) {
        return new Notes(this, directory, name).text();
    }

    /** Which machine it is, as it was when we connected, or is now. */
    default MachineNote machine() {
        return MachineNote.parse(note(facts().home(), MachineNote.NAME).orElse(""));
    }

    /**
     * Puts a small private file (0600) there, durably, with its directory; only if there is still what is expected.
     *
     * @param expected its text; null: nothing has that name
     * @return whether it was so
     */
    default boolean putNote(String directory, String name, @Nullable String expected, byte[] content) {
        return new Notes(this, directory, name).put(expected, content);
    }

    /** Removes one, if it still has that text; whether it is gone. */
    default boolean removeNote(String directory, String name, String expected) {
        return new Notes(this, directory, name).remove(expected);
    }

    /** How it brings large files from where a broken transfer ended; empty where it begins them anew. */
    default Optional<Parts> parts() {
        return Optional.empty();
    }

    /** Free bytes of the file system that holds the path, or its nearest parent that is there; empty where the side does not tell. */
    Optional<Long> freeBytes(String path);

    /** Runs a program there; empty where the side runs none (files only). */
    Optional<RemotePrograms> programs();

    @Override
    void close();
}
