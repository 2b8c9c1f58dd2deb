package cc.chitty.sync.gpusync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {

    /** Each is written as size, modified and changed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the same file, 3 5 5, 3 5 5, false",
        "a copy with its time, 3 5 1, 3 5 9, false",
        "written before, 3 4 4, 3 5 5, true",
        "written after, 3 6 6, 3 5 5, false",
        "written before the other got an old time, 3 6 6, 3 5 9, true",
        "unpacked after with an old time, 3 1 9, 3 5 5, true",
        "written before and made private after, 3 4 9, 3 5 5, true",
        "of another size and the same time, 4 5 4, 3 5 5, true",
        "a change of the inode is not told, 3 4 0, 3 5 5, true",
        "nor of the other, 3 6 1, 3 5 0, false",
    })
    void what_may_have_been_at_a_place_before(String what, String stamp, String later, boolean isBefore) {
        assertThat(stamp(stamp).mayBeBefore(stamp(later))).isEqualTo(isBefore);
    }

    private static Stamp stamp(String text) {
        String[] numbers = text.split(" ", -1);
        return new Stamp(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]), 1);
    }
}
