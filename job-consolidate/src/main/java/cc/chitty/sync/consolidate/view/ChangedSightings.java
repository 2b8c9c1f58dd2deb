package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.util.List;

/**
 * What a merge made of one todo.
 *
 * @param before its sightings on all devices as the old views know them; empty if it is new
 * @param after its sightings now
 */
public record ChangedSightings(TodoKey todo, List<Sighting> before, List<Sighting> after) {

    public ChangedSightings {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
