package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.consolidate.view.ViewFiles;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views for who shows them. One that is gone or damaged must not pass for one that lists nothing. One that somebody
 * edited and left whole is shown as it is, until the next run makes it anew; so is one that a run is just replacing.
 */
public final class PublishedViews {

    private final StateDirectory state;
    private final Published published;

    public PublishedViews(StateDirectory state) {
        this.state = state;
        this.published = new Published(state);
    }

    /** What is wrong with the records of what was published and of what is about to be. */
    public static List<Problem> damagedRecords(StateDirectory state) throws IOException {
        Optional<Problem> begun =
                Files.isDirectory(state.staging()) ? Publication.damage(state.staging()) : Optional.empty();
        return Stream.concat(new Published(state).damage().stream(), begun.stream())
                .toList();
    }

    /**
     * Of todos, in the form of {@code todos.json}.
     *
     * @throws Failure DAMAGED if it is not to be shown
     */
    public Path todos() {
        return shown(state.todosView(), ViewFiles::defectOfTodos);
    }

    /**
     * Of projects.
     *
     * @throws Failure DAMAGED if it is not to be shown
     */
    public Path projects() {
        return shown(state.projectsView(), ViewFiles::defectOfProjects);
    }

    /**
     * Of conflicts.
     *
     * @throws Failure DAMAGED if it is not to be shown
     */
    public Path conflicts() {
        return shown(state.conflictsView(), ViewFiles::defectOfConflicts);
    }

    /** Finds out what is wrong with a view that has another stamp than the one that was published; null if nothing. */
    private interface Look {
        @Nullable String defect(Path view) throws IOException;
    }

    private Path shown(Path view, Look look) {
        try {
            String defect = published.hasSameStamp(view) || published.isAsPublished(view) ? null : defect(view, look);
            if (defect != null) {
                throw new Failure(
                        FailureCategory.DAMAGED,
                        "show " + view,
                        view.getFileName() + " is not what was published: " + defect,
                        "`chittysync consolidate` makes it anew.");
            }
            return view;
        } catch (IOException e) {
            throw StorageFailure.of("read", view, e);
        }
    }

    private @Nullable String defect(Path view, Look look) throws IOException {
        if (Files.exists(view)) {
            return look.defect(view);
        }
        return published.knows(view) || published.damage().isPresent() ? "it is gone" : null;
    }
}
