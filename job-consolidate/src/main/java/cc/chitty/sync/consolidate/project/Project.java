package cc.chitty.sync.consolidate.project;

/**
 * What an agent session's todos are filed under.
 *
 * @param source how well it is known; a better one replaces a worse one, never the other way round
 */
public record Project(String name, Source source) {

    /** From the least to the best known. */
    public enum Source {
        /** Neither directory nor remote is known: the content decides, todo by todo. */
        CONTENT,
        /** The name of the directory. */
        DIRECTORY,
        /** The git remote. */
        REMOTE
    }

    /** Whether the other project is better known, or as well known and another one. */
    public boolean givesWayTo(Project other) {
        int better = other.source.compareTo(source);
        return better > 0 || (better == 0 && !other.name.equals(name));
    }
}
