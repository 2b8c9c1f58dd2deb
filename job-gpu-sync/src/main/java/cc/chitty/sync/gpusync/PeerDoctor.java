package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.run.AbsentWorkspaces;
import cc.chitty.sync.gpusync.run.Ends;
import cc.chitty.sync.gpusync.run.OtherNames;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code gpu-sync doctor}: looks at this machine and at each peer, and says what to do where something is missing. Changes nothing. */
public final class PeerDoctor {

    private static final String HERE = "this machine";

    /** The digests of a peer's files are made there by one of these. */
    private static final List<String> DIGESTING = List.of("sha256sum", "shasum", "openssl", "perl");

    /** With {@code --force newer} a difference matters that is larger than this. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private static final Duration LARGE_SKEW = Duration.ofMinutes(5);

    /** Below this most syncs cannot even begin, and below the other one a large one cannot. */
    private static final long LITTLE = 64L << 20;

    private static final long NOT_MUCH = 2L << 30;

    private final GpuSyncParts parts;

    PeerDoctor(GpuSyncParts parts) {
        this.parts = parts;
    }

    /**
     * Looks at the peers of that name, as {@link GpuSyncSettings#named} knows them.
     *
     * @throws Failure NOT_SET_UP without a peer, USAGE for a name that none has
     */
    public List<Finding> findings(String name) {
        List<GpuSyncSettings.Peer> peers = parts.settings().named(name);
        List<Finding> findings = new ArrayList<>(backups());
        boolean first = true;
        for (GpuSyncSettings.Peer peer : peers) {
            findings.addAll(peer(peer, first));
            first = false;
        }
        return findings;
    }

    /** What is kept of what is replaced must not be synced itself. */
    private List<Finding> backups() {
        String setting = parts.settings().snapshots().directory();
        Path home = parts.place().home();
        Path backups = setting.startsWith("~/") ? home.resolve(setting.substring(2)) : Path.of(setting);
        SyncedPlaces places = SyncedPlaces.of(parts.settings(), home);
        return places.concern(backups.resolve("sync-x"))
                ? List.of(Finding.wrong(
                        HERE,
                        "snapshots are kept in " + backups + ", which is synced",
                        "Set chittysync.gpu-sync.snapshots.directory to a place that is not."))
                : List.of();
    }

    /** @param here whether this machine is to be told of as well */
    private List<Finding> peer(GpuSyncSettings.Peer peer, boolean here) {
        Peering peering = parts.peerings().with(peer);
        try (Ends ends = peering.connect()) {
            List<Finding> findings = new ArrayList<>();
            boolean far = peer.host() != null;
            if (here) {
                findings.addAll(here(ends.ours(), far));
            }
            findings.add(reached(peer, ends.theirs().facts()));
            findings.addAll(otherName(peering, ends));
            findings.addAll(there(peer.name(), ends, far));
            findings.addAll(absent(peering, ends));
            return findings;
        } catch (Failure e) {
            return List.of(wrong(peer.name(), e));
        }
    }

    private static Finding wrong(String name, Failure failure) {
        return Finding.wrong(name, String.valueOf(failure.getMessage()), failure.remedy());
    }

    private static List<Finding> otherName(Peering peering, Ends ends) {
        try {
            OtherNames.require(peering, ends);
            return List.of();
        } catch (Failure e) {
            return List.of(wrong(peering.name(), e));
        }
    }

    private static List<Finding> absent(Peering peering, Ends ends) {
        SyncOptions all = SyncOptions.all(peering.name());
        return AbsentWorkspaces.among(
                        peering.roots(all, ends.ours().facts(), ends.theirs().facts()), ends)
                .stream()
                .map(root -> Finding.wrong(
                        peering.name(),
                        "the workspace " + root.ours() + " is on neither side, so nothing of it is synced",
                        AbsentWorkspaces.REMEDY))
                .toList();
    }

    private static List<Finding> here(Endpoint ours, boolean far) {
        List<Finding> findings = new ArrayList<>();
        EndpointFacts facts = ours.facts();
        if (far && facts.has("rsync") && !facts.has("ssh")) {
            findings.add(Finding.note(
                    HERE, "has no ssh program, which rsync needs", "Install the OpenSSH client for faster syncs."));
        }
        if (far) {
            findings.addAll(new RsyncCheck(HERE, ours).findings());
        }
        findings.add(room(HERE, ours));
        if (!facts.has("git")) {
            findings.add(Finding.note(HERE, "has no git: repositories are left as they are", "Install git."));
        }
        return findings;
    }

    private static Finding reached(GpuSyncSettings.Peer peer, EndpointFacts facts) {
        String who = facts.user() + " in " + facts.home() + ", " + facts.system();
        return peer.host() == null
                ? Finding.ok(peer.name(), "is a home directory on this machine: " + facts.home())
                : Finding.ok(
                        peer.name(),
                        "is reached by ssh as " + who
                                + "; its host key is the known one. Nothing has to be installed there, no Java");
    }

    private static List<Finding> there(String name, Ends ends, boolean far) {
        Endpoint theirs = ends.theirs();
        EndpointFacts facts = theirs.facts();
        List<Finding> findings = new ArrayList<>();
        if (theirs.programs().isEmpty()) {
            String lacking = facts.lacking();
            findings.add(Finding.note(
                    name,
                    "takes files only" + (lacking.isEmpty() ? "" : ", as its shell lacks " + lacking)
                            + ": every digest is made by reading the file over the network, and repositories are left as they are",
                    lacking.isEmpty()
                            ? "A shell with find, xargs and sha256sum there makes syncs fast."
                            : "Install what it lacks: syncs are fast then."));
        } else if (far) {
            findings.addAll(userland(name, facts));
            findings.addAll(new RsyncCheck(name, theirs).findings());
        }
        if (theirs.programs().isPresent() && !facts.has("git")) {
            findings.add(Finding.note(name, "has no git: repositories are left as they are", "Install git there."));
        }
        findings.add(clock(name, facts.ahead()));
        findings.add(room(name, theirs));
        findings.addAll(names(name, ends));
        return findings;
    }

    private static List<Finding> userland(String name, EndpointFacts facts) {
        List<Finding> findings = new ArrayList<>();
        List<String> digesting = DIGESTING.stream().filter(facts::has).toList();
        findings.add(
                digesting.isEmpty()
                        ? Finding.wrong(
                                name,
                                "has nothing that makes SHA-256 digests, so every file is read over the network",
                                "Install coreutils (sha256sum) or openssl there.")
                        : Finding.ok(name, "makes digests with " + digesting.get(0)));
        if (!facts.has("find.printf")) {
            findings.add(Finding.note(name, "its find tells times through stat, some only in whole seconds", ""));
        }
        return findings;
    }

    private static Finding clock(String name, Duration ahead) {
        Duration apart = ahead.abs();
        if (apart.compareTo(SKEW) <= 0) {
            return Finding.ok(name, "its clock is that of this machine, within " + SKEW.toSeconds() + " s");
        }
        String what = "its clock is " + apart.toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead");
        String remedy = "--force newer reckons with it; better let both keep the time (chrony, ntpd, timedatectl).";
        return apart.compareTo(LARGE_SKEW) > 0 ? Finding.wrong(name, what, remedy) : Finding.note(name, what, remedy);
    }

    private static Finding room(String name, Endpoint endpoint) {
        String home = endpoint.facts().home();
        long free = endpoint.freeBytes(home).orElse(-1L);
        if (free < 0) {
            return Finding.note(name, "does not tell how much room " + home + " has", "");
        }
        String what = (free >> 20) + " MiB are free in " + home;
        if (free < LITTLE) {
            return Finding.wrong(name, what, "Make room: each sync needs 16 MiB more than it brings.");
        }
        return free < NOT_MUCH
                ? Finding.note(name, what, "Snapshots take room, too; see snapshots.size.")
                : Finding.ok(name, what);
    }

    private static List<Finding> names(String name, Ends ends) {
        EndpointFacts.Sensitivity ours = ends.ours().facts().sensitivity();
        EndpointFacts.Sensitivity theirs = ends.theirs().facts().sensitivity();
        return Stream.of(
                        ours.caseMatters() == theirs.caseMatters() ? "" : "only by case",
                        ours.formMatters() == theirs.formMatters() ? "" : "only by the way accents are written")
                .filter(it -> !it.isEmpty())
                .map(how -> Finding.note(
                        name,
                        "names that differ " + how + " are two on one side and one on the other",
                        "Such pairs are left alone and named; rename one of them."))
                .toList();
    }
}
