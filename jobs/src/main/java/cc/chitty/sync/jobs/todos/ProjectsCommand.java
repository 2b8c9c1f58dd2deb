package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.consolidate.view.ProjectSummary;
import cc.chitty.sync.consolidate.view.ProjectsFile;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code projects}. */
@Command(
        name = "projects",
        description = "Lists the projects, those with most open todos first.",
        footer = {"  chittysync projects", "  chittysync projects --open --json"})
public final class ProjectsCommand extends ShownCommand {

    @Option(names = "--open", description = "Only those with open todos.")
    private boolean open;

    public ProjectsCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        List<ProjectSummary> projects = new ArrayList<>();
        ProjectsFile.forEach(new PublishedViews(state()).projects(), project -> {
            if (!open || project.open() > 0) {
                projects.add(project);
            }
        });
        projects.sort(Comparator.comparingLong(ProjectSummary::open).reversed().thenComparing(ProjectSummary::name));
        printing().print(() -> lines(projects), json -> write(json, projects));
        return ExitCode.DONE;
    }

    private List<String> lines(List<ProjectSummary> projects) {
        if (projects.isEmpty()) {
            return List.of(open ? "No project has open todos." : "No projects yet.");
        }
        Table table = new Table(printing().style());
        table.flexible("PROJECT").right("OPEN").right("DONE").right("TODOS").right("SESSIONS");
        for (ProjectSummary project : projects) {
            table.row(
                    Plain.of(project.name()),
                    Words.number(project.open()),
                    Words.number(project.completed()),
                    Words.number(project.todos()),
                    Words.number(project.sessions()));
        }
        List<String> lines = table.lines();
        lines.add("");
        lines.add(Words.count(projects.size(), "project") + ", "
                + Words.number(projects.stream().mapToLong(ProjectSummary::open).sum()) + " open of "
                + Words.count(projects.stream().mapToLong(ProjectSummary::todos).sum(), "todo") + ".");
        return lines;
    }

    private static void write(Json json, List<ProjectSummary> projects) {
        json.list(
                "projects",
                projects,
                project -> json.text("project", project.name())
                        .text("remote", project.remote())
                        .number("sessions", project.sessions())
                        .number("todos", project.todos())
                        .number("open", project.open())
                        .number("completed", project.completed()));
    }
}
