package cc.chitty.sync.jobs.command;

import cc.chitty.sync.consolidate.view.ProjectsFile;
import java.nio.file.Path;

/** How many todos there are, from the projects' view. */
public record Totals(long todos, long open, long projects) {

    /** Of the projects' view. */
    public static Totals of(Path view) {
        long[] sums = new long[3];
        ProjectsFile.forEach(view, project -> {
            sums[0] += project.todos();
            sums[1] += project.open();
            sums[2]++;
        });
        return new Totals(sums[0], sums[1], sums[2]);
    }

    /** As {@code 1,060 todos (412 open) in 12 projects}. */
    public String text() {
        return Words.count(todos, "todo") + " (" + Words.number(open) + " open) in " + Words.count(projects, "project");
    }

    public void write(Json json) {
        json.object(
                "todos",
                object -> object.number("all", todos).number("open", open).number("projects", projects));
    }
}
