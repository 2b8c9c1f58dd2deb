package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.peer.EndpointFacts.Sensitivity;

/** Finds out how a file system tells names apart, without writing: by looking for the home directory under another spelling. */
public final class Spelling {

    private Spelling() {}

    /** A path with the letters of its last name in the other case; the same path where it has no letters. */
    public static String other(String home) {
        int start = home.lastIndexOf('/') + 1;
        StringBuilder other = new StringBuilder(home.substring(0, start));
        home.substring(start)
                .codePoints()
                .map(it -> Character.isUpperCase(it) ? Character.toLowerCase(it) : Character.toUpperCase(it))
                .forEach(other::appendCodePoint);
        return other.toString();
    }

    /**
     * What is concluded.
     *
     * @param found whether the home directory is found under the other spelling; false where there is none
     */
    public static Sensitivity judge(String system, String home, boolean found) {
        boolean mac = system.equals("Darwin");
        boolean caseMatters = other(home).equals(home) ? !mac : !found;
        return new Sensitivity(caseMatters, !mac);
    }
}
