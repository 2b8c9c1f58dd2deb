package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.PeerLook;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How peers are: whether they can be reached, and what they are. */
final class PeersReport {

    private final Printing printing;
    private final String wanted;

    /** @param wanted a peer's name, or all */
    PeersReport(Printing printing, String wanted) {
        this.printing = printing;
        this.wanted = wanted;
    }

    private record Peer(
            String name,
            PeerLook.@Nullable Report report,
            @Nullable Failure failure) {

        /** As a sync would end. */
        ExitCode code() {
            return failure == null ? ExitCode.DONE : failure.exitCode();
        }
    }

    ExitCode print() {
        Owner owner = printing.invocation().owner().get();
        List<Peer> peers = new ArrayList<>();
        for (String name : owner.get(GpuSyncRecords.class).peers(wanted)) {
            peers.add(look(owner, name));
        }
        int conflicts = owner.get(GpuSyncRecords.class).conflicts().size();
        printing.print(
                () -> lines(peers, conflicts),
                json -> json.list("peers", peers, peer -> write(json, peer)).number("conflicts", conflicts));
        return peers.stream()
                .map(Peer::code)
                .reduce(conflicts == 0 ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT, ExitCode::worse);
    }

    private static Peer look(Owner owner, String name) {
        try {
            return new Peer(name, owner.get(PeerLook.class).look(name), null);
        } catch (Failure e) {
            return new Peer(name, null, e);
        }
    }

    private List<String> lines(List<Peer> peers, int conflicts) {
        List<String> lines = new ArrayList<>();
        for (Peer peer : peers) {
            PeerLook.Report report = peer.report;
            Failure failure = peer.failure;
            if (report != null) {
                lines.add(printing.style().green("ok      ") + peer.name + ": "
                        + report.facts().system() + ", "
                        + report.facts().user() + " in "
                        + Plain.of(report.facts().home()) + ", by " + report.engine()
                        + report.free()
                                .map(free -> ", " + Words.bytes(free) + " free")
                                .orElse("") + ", answered in "
                        + Words.took(report.took()));
                report.gpus()
                        .forEach(gpu -> lines.add("        GPU " + Plain.of(gpu.name()) + ", " + gpu.use() + " % busy, "
                                + gpu.memoryUsed() + " of " + gpu.memory() + " MiB"));
            } else if (failure != null) {
                lines.add(printing.style().red("FAILED  ") + peer.name + ": " + failure.getMessage());
                lines.add("        " + failure.remedy());
            }
        }
        if (conflicts > 0) {
            lines.add(printing.style()
                    .yellow(Words.count(conflicts, "conflict") + ": `chittysync gpu-sync conflicts` lists them."));
        }
        return lines;
    }

    private static void write(Json json, Peer peer) {
        json.text("peer", peer.name).flag("reached", peer.report != null);
        PeerLook.Report report = peer.report;
        if (report != null) {
            json.text("system", report.facts().system())
                    .text("user", report.facts().user())
                    .text("home", report.facts().home())
                    .text("engine", report.engine())
                    .number("clock_ahead_ms", report.facts().ahead().toMillis())
                    .seconds("took_seconds", report.took().toMillis() / 1000.0)
                    .list(
                            "gpus",
                            report.gpus(),
                            gpu -> json.text("name", gpu.name())
                                    .text("use_percent", gpu.use())
                                    .text("memory_used_mib", gpu.memoryUsed())
                                    .text("memory_mib", gpu.memory()));
            report.free().ifPresent(free -> json.number("free_bytes", free));
        }
        Failure failure = peer.failure;
        if (failure != null) {
            json.text("failure", failure.getMessage()).text("remedy", failure.remedy());
        }
    }
}
