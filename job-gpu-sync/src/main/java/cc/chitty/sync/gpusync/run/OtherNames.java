package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.peer.MachineNote;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One machine under two names, as those of its addresses at home and elsewhere. What is agreed on is remembered by name: what was synced
 * under the one would count as changed by a person under the other.
 */
public final class OtherNames {

    private OtherNames() {}

    /**
     * Looks for another name of the peer in what this machine remembers.
     *
     * @throws Failure NOT_SET_UP if the settings know it, too, or it was synced by that one since
     */
    public static void require(Peering peering, Ends ends) {
        Path directory = peering.directory();
        String machine = ends.theirs().machine().machine();
        long mine = KnownMachine.counted(directory);
        for (String name : machine.isEmpty() ? List.<String>of() : besides(directory)) {
            Path other = directory.resolveSibling(name);
            if (!KnownMachine.called(other).equals(machine)) {
                continue;
            }
            if (peering.names().contains(name)) {
                throw new Failure(
                        FailureCategory.NOT_SET_UP,
                        "sync with " + peering.name(),
                        "it is the same machine as " + name
                                + ", and what was synced by one name is not known by the other",
                        "Keep one of the two in chittysync.gpu-sync.peers; for several addresses use Match exec in ~/.ssh/config."
                                + " If it is a copy of the other's home directory, delete " + MachineNote.NAME
                                + " in it.");
            }
            if (mine > 0 && KnownMachine.counted(other) > mine) {
                throw new Failure(
                        FailureCategory.NOT_SET_UP,
                        "sync with " + peering.name(),
                        "it was synced as " + name
                                + " since, and what was synced by that name is not known by this one",
                        "Call it " + name + " again in chittysync.gpu-sync.peers. Or move " + directory
                                + " away: then what differs is a conflict, and nothing is deleted.");
            }
        }
    }

    private static List<String> besides(Path directory) {
        try (Stream<Path> directories = Files.list(directory.resolveSibling(""))) {
            return directories
                    .filter(it -> Files.isDirectory(it) && !it.equals(directory))
                    .map(it -> it.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StorageFailure.of("read", directory.resolveSibling(""), e);
        }
    }
}
