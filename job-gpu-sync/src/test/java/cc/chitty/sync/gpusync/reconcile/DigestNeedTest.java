package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.Stamp;
import org.junit.jupiter.api.Test;

class DigestNeedTest {

    private static final Entry MINE = file(10);

    @Test
    void a_file_is_read_if_it_may_be_as_it_was_or_as_the_other_one() {
        assertThat(DigestNeed.of(MINE, Cast.content("f1"), null, false))
                .as("was a file")
                .isTrue();
        assertThat(DigestNeed.of(MINE, null, file(10), false)).as("one size").isTrue();
        assertThat(DigestNeed.of(MINE, null, file(11), true)).as("corrected").isTrue();
    }

    @Test
    void a_file_is_not_read_for_nothing() {
        assertThat(DigestNeed.of(MINE, null, null, false)).as("new").isFalse();
        assertThat(DigestNeed.of(MINE, null, null, true))
                .as("new and corrected")
                .isFalse();
        assertThat(DigestNeed.of(MINE, null, file(11), false))
                .as("another size")
                .isFalse();
        assertThat(DigestNeed.of(MINE, Cast.content("d"), null, false))
                .as("was a directory")
                .isFalse();
        assertThat(DigestNeed.of(MINE, null, Entry.link("x", Stamp.NONE), false))
                .isFalse();
        assertThat(DigestNeed.of(MINE.with(new Digest(1, 1, 1, 1)), Cast.content("f1"), file(10), true))
                .as("known")
                .isFalse();
        assertThat(DigestNeed.of(Entry.directory(0755, Stamp.NONE), Cast.content("f1"), file(10), true))
                .isFalse();
    }

    private static Entry file(long size) {
        return Entry.file(0644, new Stamp(size, 1, 1, 1), null);
    }
}
