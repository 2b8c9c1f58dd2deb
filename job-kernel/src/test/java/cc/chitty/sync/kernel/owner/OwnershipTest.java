package cc.chitty.sync.kernel.owner;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: who owns, who is a guest, and what happens when one is killed, stopped, interrupted or different. */
class OwnershipTest {

    private static final int LONG = 60_000;

    @TempDir
    Path directory;

    private final List<Started> all = new ArrayList<>();

    @AfterEach
    void nothing_is_left_running() {
        all.forEach(one -> one.process.destroyForcibly());
    }

    @Test
    void eight_at_once_all_end_well_and_one_owns_at_a_time() {
        for (int i = 0; i < 8; i++) {
            start("1", "echo", "number " + i);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(all.get(i).exitCode()).as(all.get(i).said()).isEqualTo(3);
            assertThat(all.get(i).out()).isEqualTo("number " + i + "\n");
            assertThat(all.get(i).err()).isEqualTo("on the side\n");
        }
        List<String> events = events();
        for (int i = 0; i < events.size(); i += 2) {
            assertThat(events.get(i)).startsWith("open ");
            assertThat(events.get(i + 1)).isEqualTo(events.get(i).replace("open", "close"));
        }
        assertThat(state().ownerSocket()).doesNotExist();
        assertThat(OwnerLock.describe(state())).isEmpty();
    }

    @Test
    void a_guest_is_served_while_the_owner_works_and_its_surroundings_come_along() {
        Started owner = holding("release");
        Started guest = start("1", "show", "ünd \"so\"", "");
        assertThat(guest.exitCode()).isZero();
        assertThat(guest.out())
                .contains("[show, ünd \"so\", ]", Path.of("").toAbsolutePath().toString(), "COLOUR=blue")
                .contains("out=false, err=true, columns=123");
        assertThat(owner.process.isAlive()).isTrue();
        release("release");
        assertThat(owner.exitCode()).isZero();
        assertThat(events()).containsExactly("open " + owner.pid(), "close " + owner.pid());
    }

    @Test
    void the_owner_serves_its_guests_before_it_leaves() {
        Started owner = holding("first");
        Started guest = start("1", "hold", file("second"));
        guest.awaitOut("holding");
        release("first");
        owner.awaitOut("released");
        Started late = start("1", "echo", "late");
        assertThat(late.exitCode()).isEqualTo(3);
        assertThat(owner.process.isAlive()).isTrue();
        release("second");
        assertThat(guest.exitCode()).isZero();
        assertThat(owner.exitCode()).isZero();
        assertThat(events()).hasSize(2);
    }

    @Test
    void much_output_arrives_complete() throws IOException {
        Started owner = holding("release");
        Started guest = start("1", "pour", "20");
        assertThat(guest.exitCode()).isZero();
        assertThat(Files.size(guest.outFile)).isEqualTo(20 << 20);
        release("release");
        assertThat(owner.exitCode()).isZero();
    }

    @Test
    void guests_of_a_killed_owner_do_their_work_themselves() {
        Started owner = holding("never");
        List<Started> guests = List.of(start("1", "hold", file("go")), start("1", "hold", file("go")));
        guests.forEach(guest -> guest.awaitOut("holding"));
        Programs.signal("KILL", owner.process);
        guests.forEach(guest -> guest.awaitErr("ended; running it again"));
        release("go");
        assertThat(guests).allSatisfy(guest -> {
            assertThat(guest.exitCode()).as(guest.said()).isZero();
            assertThat(guest.out()).endsWith("released\n");
        });
        assertThat(owner.exitCode()).isNotZero();
        Set<String> owners =
                events().stream().filter(event -> event.startsWith("open")).collect(Collectors.toSet());
        assertThat(owners).contains("open " + owner.pid()).hasSizeBetween(2, 3);
    }

    @Test
    void a_stopped_owner_does_not_hang_its_guests() {
        Started owner = holding("release");
        Started served = start("1", 1_000, LONG, "hold", file("release"));
        served.awaitOut("holding");
        Programs.signal("STOP", owner.process);
        Started late = start("1", 1_000, LONG, "echo", "x");
        for (Started guest : List.of(served, late)) {
            assertThat(guest.exitCode()).isEqualTo(11);
            assertThat(guest.err()).contains("process " + owner.pid() + " on ").contains("does not answer");
        }
        Programs.signal("CONT", owner.process);
        release("release");
        assertThat(owner.exitCode()).isZero();
    }

    @Test
    void another_version_waits_for_the_lock() {
        Started owner = holding("release");
        Started other = start("2", "echo", "new");
        Started impatient = start("2", LONG, 200, "echo", "new");
        assertThat(impatient.exitCode()).isEqualTo(11);
        assertThat(impatient.err()).contains("process " + owner.pid() + " on ").contains("version 1, holds it");
        assertThat(other.process.isAlive()).isTrue();
        release("release");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(events()).contains("open " + other.pid());
    }

    @Test
    void what_a_killed_owner_left_does_not_matter() {
        Started killed = holding("never");
        Programs.signal("KILL", killed.process);
        assertThat(killed.exitCode()).isNotZero();
        assertThat(state().ownerSocket()).exists();
        Started next = start("1", "echo", "x");
        assertThat(next.exitCode()).as(next.said()).isEqualTo(3);
        assertThat(events()).contains("open " + next.pid());
        assertThat(state().ownerSocket()).doesNotExist();
    }

    @Test
    void an_interrupted_guest_stops_its_command_only() {
        Started owner = holding("release");
        Started guest = start("1", "hold", file("never"));
        guest.awaitOut("holding");
        guest.interrupt();
        assertThat(guest.exitCode()).isEqualTo(130);
        assertThat(events()).contains("interrupted " + owner.pid());
        release("release");
        assertThat(owner.exitCode()).isZero();
    }

    @Test
    void the_command_of_a_killed_guest_is_interrupted() {
        Started owner = holding("release");
        Started guest = start("1", "hold", file("never"));
        guest.awaitOut("holding");
        Programs.signal("KILL", guest.process);
        Programs.await("the command is interrupted", () -> events().contains("interrupted " + owner.pid()));
        release("release");
        assertThat(owner.exitCode()).isZero();
    }

    @Test
    void guests_of_an_interrupted_owner_go_on_by_themselves() {
        Started owner = holding("never");
        Started guest = start("1", "hold", file("release"));
        guest.awaitOut("holding");
        owner.interrupt();
        assertThat(owner.exitCode()).isEqualTo(130);
        guest.awaitErr("running it again");
        release("release");
        assertThat(guest.exitCode()).isZero();
        assertThat(events()).contains("close " + owner.pid(), "open " + guest.pid());
    }

    @Test
    void a_defect_in_a_guests_command_is_told_to_the_guest_and_does_not_end_the_owner() {
        Started owner = holding("release");
        Started guest = start("1", "fail");
        assertThat(guest.exitCode()).isEqualTo(1);
        assertThat(guest.err()).contains("defect", "planned");
        release("release");
        assertThat(owner.exitCode()).isZero();
    }

    @Test
    void a_long_path_has_its_socket_in_a_short_place() throws IOException {
        directory = Files.createDirectories(directory.resolve("d".repeat(120)));
        Started owner = holding("release");
        Started guest = start("1", "echo", "x");
        assertThat(guest.exitCode()).as(guest.said()).isEqualTo(3);
        Path socket = OwnerLock.describe(state()).orElseThrow().socket().orElseThrow();
        assertThat(socket.toString().length()).isLessThan(100);
        Programs.signal("KILL", owner.process);
        assertThat(owner.exitCode()).isNotZero();
        assertThat(start("1", "echo", "x").exitCode()).isEqualTo(3);
        assertThat(socket.getParent()).doesNotExist();
    }

    private Started holding(String file) {
        Started owner = start("1", "hold", file(file));
        owner.awaitOut("holding");
        Programs.await(
                "the owner listens",
                () -> OwnerLock.describe(state()).flatMap(OwnerNote::socket).isPresent());
        return owner;
    }

    private Started start(String version, String... command) {
        return start(version, LONG, LONG, command);
    }

    private Started start(String version, int silence, int lockWait, String... command) {
        String name = "process" + all.size();
        List<Object> arguments =
                new ArrayList<>(List.of(directory, version, silence, lockWait, directory.resolve(name + ".interrupt")));
        Collections.addAll(arguments, (Object[]) command);
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        Process process = Programs.start(Programs.java(OwnerMain.class, arguments.toArray()), out, err);
        Started started = new Started(process, out, err, directory.resolve(name + ".interrupt"));
        all.add(started);
        return started;
    }

    private StateDirectory state() {
        return StateDirectory.open(Map.of(), directory);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void release(String name) {
        create(directory.resolve(name));
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> events() {
        return Programs.text(directory.resolve("events")).lines().toList();
    }

    private record Started(Process process, Path outFile, Path errFile, Path interruptFile) {

        int exitCode() {
            return Programs.exitCode(process);
        }

        long pid() {
            return process.pid();
        }

        String out() {
            return Programs.text(outFile);
        }

        String err() {
            return Programs.text(errFile);
        }

        String said() {
            return out() + err();
        }

        void awaitOut(String text) {
            Programs.await("'" + text + "' in " + said(), () -> out().contains(text));
        }

        void awaitErr(String text) {
            Programs.await("'" + text + "' in " + said(), () -> err().contains(text));
        }

        void interrupt() {
            create(interruptFile);
        }
    }
}
