package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The facts of one repository while its lines are read. */
final class FactsDraft {

    private static final Pattern COUNT = Pattern.compile("([a-z0-9-]+) ([0-9]{1,15})");
    /** As {@code mark.sh} makes it. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");

    /** Whose log has the older ones. */
    private static final String STASH = "refs/stash";

    private static final Pattern MODE = Pattern.compile("u=[rwx]*,g=[rwx]*,o=[rwx]*");

    /** How a mode ends that gives nobody but the owner anything. */
    private static final String CLOSED = ",g=,o=";

    private final TreePath path;
    private final String directory;
    private String gitDirectory = "";
    private final List<String> modes = new ArrayList<>();
    private @Nullable String name;
    private final Map<String, Long> counts = new HashMap<>();
    private String inner = "";
    private boolean bare;
    private String format = "sha1";
    private @Nullable String head;
    private @Nullable ObjectName detached;
    private final List<ObjectName> shallow = new ArrayList<>();
    private final NavigableMap<String, ObjectName> refs = new TreeMap<>();
    private final NavigableMap<String, String> symbolic = new TreeMap<>();
    private final Map<String, ObjectName> unnamed = new TreeMap<>();
    private @Nullable ObjectName stash;
    private boolean stashed;
    private final List<ObjectName> stashes = new ArrayList<>();
    private final Map<String, String> checkedOut = new HashMap<>();
    private final List<ObjectName> loose = new ArrayList<>();
    private @Nullable String tree;
    private @Nullable String commit;
    private int trees;
    private @Nullable String linkedTo;
    private @Nullable String trouble;
    private boolean unfinished;

    FactsDraft(String root, TreePath path) {
        this.path = path;
        this.directory = path.isRoot() ? root : root + "/" + path.text();
    }

    void take(String word, String rest) {
        switch (word) {
            case "git" -> gitDirectory = rest;
            case "mode" -> addMode(rest);
            case "name" -> takeName(rest);
            case "count" -> takeCount(rest);
            case "inner" -> inner = rest;
            case "bare" -> bare = rest.equals("true");
            case "format" -> format = rest.startsWith("--") ? "sha1" : rest;
            case "linked" -> linkedTo = rest;
            case "broken" -> trouble = "git says: " + ExactText.shown(rest);
            case "busy" ->
                trouble = "an operation is going on in it, or was killed: " + rest + " is there"
                        + (rest.endsWith(".lock") ? "; if no git is running in it, remove that file" : "");
            case "apart" -> trouble = "it is the repository of a working tree that is elsewhere";
            case "partial" -> trouble = "it is a partial clone, which lacks objects";
            case "head" -> head = rest;
            case "unfinished" -> unfinished = true;
            default -> takeObjects(word, rest);
        }
    }

    private void takeObjects(String word, String rest) {
        switch (word) {
            case "detached" -> detached = object(rest);
            case "shallow" -> add(shallow, rest);
            case "stash" -> add(stashes, rest);
            case "stashed" -> stashed = true;
            case "ref" -> takeRef(rest);
            case "tree" -> {
                tree = rest;
                trees++;
                commit = null;
            }
            case "at" -> commit = rest;
            case "loose" -> takeLoose();
            case "out" -> {
                if (tree != null) {
                    checkedOut.put(rest, tree);
                }
            }
            default -> {
                // a line that a newer script may have
            }
        }
    }

    /** The first working tree is the repository's own, of which {@code detached} tells. */
    private void takeLoose() {
        if (trees > 1 && commit != null) {
            add(loose, commit);
        }
    }

    private void takeName(String rest) {
        if (NAME.matcher(rest).matches()) {
            name = rest;
        } else if (!rest.isEmpty()) {
            trouble = "its chittysync-name is none; remove that file; the next run gives it a name";
        }
    }

    private void takeCount(String rest) {
        Matcher count = COUNT.matcher(rest);
        if (count.matches()) {
            counts.put(count.group(1), Long.parseLong(count.group(2)));
        }
    }

    /** {@code OBJECT NAME SYMBOLIC}; the last is empty but for a symbolic ref, which is another one's name only. */
    private void takeRef(String rest) {
        String[] parts = rest.split(" ", 3);
        ObjectName object = object(parts[0]);
        if (object != null && parts.length >= 2 && parts[1].equals(STASH)) {
            stash = object;
        } else if (object != null && parts.length >= 2 && !ExactText.isText(parts[1])) {
            unnamed.put(parts[1], object);
        } else if (parts.length == 3 && !parts[2].isEmpty()) {
            symbolic.put(parts[1], parts[2]);
        } else if (object != null && parts.length >= 2) {
            refs.put(parts[1], object);
        }
    }

    private void addMode(String told) {
        if (MODE.matcher(told).matches()) {
            modes.add(told);
        }
    }

    private @Nullable String trouble() {
        long depth = path.isRoot()
                ? 0
                : 1 + path.text().chars().filter(it -> it == '/').count();
        boolean moved = modes.size() != depth + 1;
        if (trouble != null) {
            return trouble;
        }
        if (stashed && stash == null) {
            return "git says: refs/stash leads nowhere";
        }
        return moved ? "it was moved while it was looked at" : null;
    }

    /** Newest first; the log, which may have expired, tells of those below the first. */
    private List<ObjectName> stashes() {
        List<ObjectName> all = new ArrayList<>(stashes);
        if (stash != null && (all.isEmpty() || !all.get(0).equals(stash))) {
            all.add(0, stash);
        }
        return List.copyOf(all);
    }

    private static void add(List<ObjectName> names, String text) {
        ObjectName object = object(text);
        if (object != null) {
            names.add(object);
        }
    }

    private static @Nullable ObjectName object(String text) {
        return ObjectName.isName(text) ? new ObjectName(text) : null;
    }

    /** A branch that cannot be named on the other side counts as none: what HEAD is on is its commit. */
    private void detach(String branch) {
        head = null;
        detached = unnamed.get(branch);
        if (detached == null) {
            trouble = "HEAD is on a branch that has no commit yet, and whose name is no UTF-8";
        }
    }

    RepositoryFacts facts() {
        if (head != null && !ExactText.isText(head)) {
            detach(head);
        }
        if (head != null && !bare && linkedTo == null) {
            checkedOut.put(head, directory);
        }
        return new RepositoryFacts(
                path,
                directory,
                gitDirectory,
                name,
                Map.copyOf(counts),
                List.copyOf(modes),
                inner.endsWith(CLOSED) || modes.stream().anyMatch(it -> it.endsWith(CLOSED)),
                bare,
                format,
                head,
                detached,
                List.copyOf(shallow),
                Collections.unmodifiableNavigableMap(refs),
                Collections.unmodifiableNavigableMap(symbolic),
                List.copyOf(unnamed.keySet()),
                stashes(),
                List.copyOf(loose),
                Map.copyOf(checkedOut),
                linkedTo,
                trouble(),
                unfinished);
    }
}
