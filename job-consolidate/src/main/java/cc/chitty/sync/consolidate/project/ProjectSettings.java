package cc.chitty.sync.consolidate.project;

import java.util.List;

/**
 * How todos are assigned to projects.
 *
 * @param identity whether the same content in two projects is one todo
 * @param subFolders whether a session in a sub-folder of a repository has a project of its own
 * @param keywords looked for in a todo's content, lower case, where nothing else tells its project
 */
public record ProjectSettings(Identity identity, boolean subFolders, List<String> keywords) {

    /** What makes two todos the same one. */
    public enum Identity {
        /** Project and content. */
        PROJECT,
        /** Content alone, across projects. */
        CONTENT
    }

    public ProjectSettings {
        keywords = List.copyOf(keywords);
    }

    public static ProjectSettings defaults() {
        return new ProjectSettings(Identity.PROJECT, false, ProjectRules.defaultKeywords());
    }
}
