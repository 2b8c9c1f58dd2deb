package cc.chitty.sync.jobs.install;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where its bytes are.
 *
 * @param start of the first byte
 * @param end behind the last byte
 * @param children of an object or array, in their order
 * @param text of a string
 */
record JsonNode(
        Kind kind,
        int start,
        int end,
        List<Child> children,
        @Nullable String text) {

    enum Kind {
        OBJECT,
        ARRAY,
        SCALAR
    }

    /**
     * One member or element.
     *
     * @param name of a member; empty for an element
     * @param start where the member's name begins, or the element
     */
    record Child(String name, int start, JsonNode value) {}

    Optional<Child> member(String name) {
        return kind == Kind.OBJECT
                ? children.stream().filter(child -> child.name.equals(name)).findFirst()
                : Optional.empty();
    }
}
