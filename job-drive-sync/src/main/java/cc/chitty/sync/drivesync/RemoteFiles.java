package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Names;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.rclone.LogEvent;
import cc.chitty.sync.drivesync.rclone.LogListener;
import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.drivesync.rclone.RcloneEnd;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.rclone.RemoteFile;
import cc.chitty.sync.drivesync.rclone.RemoteListings;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The files of a remote, as rclone reaches them. */
final class RemoteFiles {

    private final Rclone rclone;
    private final RcloneOptions options;
    private final String remote;
    private final PathLists lists;
    private final @Nullable String hash;

    /**
     * The files below a remote's path.
     *
     * @param hash that is asked for, by its rclone name; null: none
     */
    RemoteFiles(Rclone rclone, RcloneOptions options, String remote, PathLists lists, @Nullable String hash) {
        this.rclone = rclone;
        this.options = options;
        this.remote = remote;
        this.lists = lists;
        this.hash = hash;
    }

    /** The files of another path, reached in the same way. */
    RemoteFiles at(String other) {
        return new RemoteFiles(rclone, options, other, lists, hash);
    }

    /**
     * All files.
     *
     * @param mayBeMissing whether a directory that is not there is an empty one
     * @throws Failure where not all of it could be listed: what is missing then is not deleted
     */
    Listed<RemoteState> list(boolean mayBeMissing) {
        Listing listing = new Listing();
        List<String> arguments = listing();
        arguments.addAll(options.filter());
        RcloneResult result = read(arguments, listing);
        if (result.end() == RcloneEnd.DIRECTORY_NOT_FOUND && mayBeMissing && listing.files.isEmpty()) {
            return new Listing().listed();
        }
        if (!result.isDone()) {
            throw result.failure("list " + remote);
        }
        return listing.listed();
    }

    /** Those of the paths that are there. */
    Map<String, RemoteState> look(Collection<String> paths) {
        if (paths.isEmpty()) {
            return Map.of();
        }
        Listing listing = new Listing();
        List<String> arguments = listing();
        arguments.add("--files-from-raw=" + lists.write(paths));
        RcloneResult result = read(arguments, listing);
        if (!result.isDone() && result.end() != RcloneEnd.DIRECTORY_NOT_FOUND) {
            throw result.failure("look at " + paths.size() + " files of " + remote);
        }
        return listing.files;
    }

    private List<String> listing() {
        List<String> arguments = new ArrayList<>(List.of("lsjson", "--recursive", "--files-only", "--no-mimetype"));
        if (hash != null) {
            arguments.addAll(List.of("--hash", "--hash-type=" + hash));
        }
        arguments.addAll(options.looking());
        return arguments;
    }

    private RcloneResult read(List<String> arguments, Listing listing) {
        arguments.add(remote);
        return rclone.run(arguments, out -> RemoteListings.read(out, hash, listing::add), listing::said);
    }

    /** Brings files into an empty directory of ours. What arrives is compared with the listing by us. */
    RcloneResult fetch(Collection<String> paths, Path into, @Nullable Duration left, LogListener listener) {
        return copy(remote, into.toString(), paths, options.fetching(left), listener);
    }

    /** Sends files there. What they replace is set aside first. */
    RcloneResult send(
            Collection<String> paths, Path from, String aside, @Nullable Duration left, LogListener listener) {
        List<String> arguments = options.transferring(left);
        arguments.add("--backup-dir=" + aside);
        return copy(from.toString(), remote, paths, arguments, listener);
    }

    private RcloneResult copy(
            String from, String to, Collection<String> paths, List<String> more, LogListener listener) {
        List<String> arguments = new ArrayList<>(List.of("copy", "--files-from-raw=" + lists.write(paths)));
        arguments.addAll(more);
        arguments.addAll(List.of(from, to));
        return rclone.run(arguments, listener);
    }

    /** Sets files of the remote aside, so that they are no more where they were. */
    RcloneResult setAside(Collection<String> paths, String aside, LogListener listener) {
        List<String> arguments = new ArrayList<>(List.of("move", "--files-from-raw=" + lists.write(paths)));
        arguments.addAll(options.transferring(null));
        arguments.addAll(List.of(remote, aside));
        return rclone.run(arguments, listener);
    }

    /** Compares contents, reading them from the remote. Returns the paths that are the same on both sides. */
    Set<String> equal(Collection<String> paths, Path mirror) {
        Set<String> equal = ConcurrentHashMap.newKeySet();
        AtomicBoolean told = new AtomicBoolean();
        List<String> arguments = new ArrayList<>(List.of("check", "--download", "--one-way", "--combined=-"));
        arguments.add("--files-from-raw=" + lists.write(paths));
        arguments.addAll(options.looking());
        arguments.addAll(List.of(mirror.toString(), remote));
        RcloneResult result = rclone.run(
                arguments,
                out -> RemoteListings.compared(out, (path, same) -> {
                    told.set(true);
                    if (same) {
                        equal.add(path);
                    }
                }),
                LogListener.NONE);
        if (result.end() == RcloneEnd.INTERRUPTED || (!result.isDone() && !told.get())) {
            throw result.failure("compare " + paths.size() + " files with " + remote);
        }
        return equal;
    }

    /** As {@link #equal}: those that differ, are not on both sides, or could not be compared. */
    List<String> differing(Collection<String> paths, Path mirror) {
        Set<String> equal = equal(paths, mirror);
        return paths.stream().filter(path -> !equal.contains(path)).toList();
    }

    /** What is found, sorted and looked through for what cannot be mirrored. */
    private static final class Listing {
        private final TreeMap<String, RemoteState> files = new TreeMap<>();
        private final TreeSet<String> blocked = new TreeSet<>();
        private final List<Problem> problems = new ArrayList<>();

        synchronized void add(RemoteFile file) {
            String path = file.path();
            String objection = Names.objection(path).orElse(null);
            if (objection != null) {
                block(path, objection);
            } else if (files.put(path, new RemoteState(file.size(), file.time(), file.hash())) != null) {
                block(path, "is there more than once on the remote; 'rclone dedupe' lets you choose");
            }
        }

        /** A link is not listed, and not deleted either. */
        synchronized void said(LogEvent event) {
            if (!event.object().isEmpty() && event.message().contains("symlink")) {
                block(event.object(), "is a symbolic link on the remote");
            }
        }

        private void block(String path, String why) {
            if (blocked.add(path)) {
                problems.add(new Problem(path, why + "; left alone"));
            }
        }

        synchronized Listed<RemoteState> listed() {
            return new Listed<>(files, blocked, problems);
        }
    }
}
