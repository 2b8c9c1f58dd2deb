package cc.chitty.sync.gpusync.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The side that the model test uses is held to the same contract as the real ones. */
class InMemoryEndpointTest {

    @Nested
    class OfLinux extends InMemory {
        OfLinux() {
            super(DiskTraits.LINUX);
        }

        @Test
        void a_directory_that_cannot_be_read_is_unreadable_and_its_files_are_not_told() {
            ground().file(at("closed/f"), "x", 0600, T1);
            ground().directory(at("closed"), 0000);
            assertThat(entry("closed").kind()).isEqualTo(EntryKind.UNREADABLE);
            assertThat(scan().entries()).doesNotContainKey(path("closed/f"));
        }

        @Test
        void a_file_that_cannot_be_read_has_no_digest() {
            ground().file(at("closed"), "x", 0000, T1);
            assertThat(entry("closed").kind()).isEqualTo(EntryKind.FILE);
            assertThat(endpoint()
                            .digests(root(), List.of(path("closed")), new cc.chitty.sync.kernel.run.Interruption()))
                    .isEmpty();
        }

        @Test
        void what_changes_while_it_is_published_is_left_alone() {
            ground().file(at("f"), "old", 0644, T1);
            Entry old = entry("f");
            disk().onTouch(() -> {
                disk().onTouch(() -> {});
                disk().file(at("f"), "mine", 0644, T1);
            });
            endpoint().stage(staging(), List.of());
            assertThat(bring("f", old, "new").result()).isEqualTo(Outcome.Result.CHANGED_MEANWHILE);
            assertThat(ground().text(at("f"))).isEqualTo("mine");
        }

        @Test
        void it_tells_what_it_has_changed() {
            disk().touched();
            bring("f", null, "new");
            assertThat(disk().touched()).contains(at("f")).allMatch(it -> it.startsWith(ground().place()));
        }
    }

    @Nested
    class OverFilesOnly extends InMemory {
        OverFilesOnly() {
            super(DiskTraits.SFTP);
        }
    }

    @Nested
    class OfMac extends InMemory {
        OfMac() {
            super(new DiskTraits(false, true, true, true));
        }

        @Test
        void names_of_other_case_are_one_name() {
            ground().file(at("A"), "x", 0600, T1);
            ground().file(at("a"), "y", 0600, T1);
            assertThat(scan().entries().keySet()).containsExactly(TreePath.ROOT, path("A"));
            assertThat(ground().text(at("A"))).isEqualTo("y");
            assertThat(endpoint().facts().sensitivity().caseMatters()).isFalse();
        }
    }

    /** One disk a test. */
    abstract static class InMemory extends EndpointContract {

        private final DiskTraits traits;
        private final InMemoryEndpoint endpoint;

        InMemory(DiskTraits traits) {
            this.traits = traits;
            this.endpoint = new InMemoryEndpoint("memory", new InMemoryDisk(traits, "/home/kim"), Duration.ZERO);
        }

        InMemoryDisk disk() {
            return endpoint.disk();
        }

        @Override
        protected Endpoint endpoint() {
            return endpoint;
        }

        @Override
        protected Ground ground() {
            return endpoint.disk();
        }

        @Override
        protected boolean isPrecise() {
            return traits.precise();
        }

        @Override
        protected boolean tellsInodes() {
            return traits.tellsInodes();
        }

        @Override
        protected boolean tellsMounts() {
            return traits.tellsInodes();
        }

        @Override
        protected boolean leavesParts() {
            return false;
        }

        @Override
        protected void mount(String path) {
            disk().mount(path, "the file system of " + path);
        }

        @Override
        protected void unmount(String path) {
            disk().unmount(path);
        }
    }
}
