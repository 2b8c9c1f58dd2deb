package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static cc.chitty.sync.consolidate.todo.ASighting.by;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EpochsTest {

    @Test
    void the_highest_epoch_was_raised_when_its_earliest_register_says() {
        List<Sighting> registers = List.of(
                by("a").pending(1).get(),
                by("b").epoch(2).pending(9).get(),
                by("c").epoch(2).pending(7).get(),
                by("d").epoch(1).pending(3).get());
        assertThat(Epochs.of(registers)).isEqualTo(new Epochs(2, at(7)));
    }

    @Test
    void nothing_is_older_than_the_first_epoch() {
        Epochs known = Epochs.of(List.of(by("a").pending(5).get()));
        assertThat(known.of(at(1), 0)).isZero();
        assertThat(known.older(at(1))).isFalse();
    }

    @Test
    void what_was_said_since_belongs_to_the_highest_and_what_was_said_before_to_an_earlier_one() {
        Epochs known = new Epochs(3, at(7));
        assertThat(known.of(at(7), 0)).isEqualTo(3);
        assertThat(known.of(at(6), 1)).isEqualTo(1);
        assertThat(known.of(at(6), 3)).isEqualTo(2);
    }
}
