package cc.chitty.sync.gpusync.correction;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectNamesTest {

    private static final PathCorrection CORRECTION = PathCorrection.of(List.of(
            new PathPair("/Users/alex.kumar", "/home/alex"),
            new PathPair("/Users/alex.kumar/code/my_app", "/home/alex/work/app")));

    private static final ProjectNames NAMES = new ProjectNames(CORRECTION, new TreePath("projects"));

    @ParameterizedTest
    @CsvSource({
        "projects/-Users-alex-kumar, projects/-home-alex",
        "projects/-Users-alex-kumar-x/1.jsonl, projects/-home-alex-x/1.jsonl",
        "projects/-Users-alex-kumar-code-my-app/1/subagents/a.jsonl, projects/-home-alex-work-app/1/subagents/a.jsonl",
        "projects/-Users-alex-kumar-code-my-app-sub, projects/-home-alex-work-app-sub",
        "projects/-Users-alex-kumara, projects/-Users-alex-kumara",
        "projects/x/-Users-alex-kumar, projects/x/-Users-alex-kumar",
        "todos/-Users-alex-kumar, todos/-Users-alex-kumar",
        "projects, projects",
        "projects/-home-alex, projects/-home-+-alex",
        "projects/{1}, projects/{1}",
    })
    void directories_of_projects_are_named_as_each_side_names_them(String ours, String theirs) {
        TreePath canonical = NAMES.canonical(Side.OURS, new TreePath(ours));
        assertThat(NAMES.forSide(Side.THEIRS, canonical)).hasToString(theirs);
        assertThat(NAMES.forSide(Side.OURS, canonical)).hasToString(ours);
        assertThat(NAMES.canonical(Side.THEIRS, new TreePath(theirs))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "/home/josé,   /home/ubuntu,  -home-jos-,                -home-ubuntu",
        "/home/josé,   /home/ubuntu,  -home-jos--code-app,       -home-ubuntu-code-app",
        "/home/josé,   /home/ubuntu,  -home-jos-code,            -home-jos-code",
        "/home/josé,   /home/ubuntu,  -home-ubuntu-x,            -home-+-ubuntu-x",
        "/home/ubuntu, /home/josé,    -home-jos--x,              -home-jos-+--x",
        "/home/иван,   /Users/ivan,   -home------код,            -Users-ivan-код",
        "/home/иван,   /Users/ivan,   -home------code,           -Users-ivan-code",
        "/home/kim/.dotfiles, /home/kim/dot, -home-kim--dotfiles-zsh, -home-kim-dot-zsh",
        "/home/kim/.dotfiles, /home/kim/dot, -home-kim-dot-zsh,       -home-kim-+-dot-zsh",
        "/data/文書,   /home/kim/doc, -data----a,                -home-kim-doc-a",
        "/文書,        /home/kim/doc, ----a,                     -home-kim-doc-a",
        "/Users/jose\u0301, /home/ubuntu, -Users-jos--code,       -home-ubuntu-code",
    })
    void whatever_letters_a_place_has_its_directories_are_found(
            String place, String placeThere, String ours, String theirs) {
        String decoded = place.replace("\\u0301", "\u0301");
        ProjectNames names =
                new ProjectNames(PathCorrection.of(List.of(new PathPair(decoded, placeThere))), TreePath.ROOT);
        TreePath canonical = names.canonical(Side.OURS, new TreePath(ours));
        assertThat(names.forSide(Side.THEIRS, canonical)).hasToString(theirs);
        assertThat(names.forSide(Side.OURS, canonical)).hasToString(ours);
        assertThat(names.canonical(Side.THEIRS, new TreePath(theirs))).isEqualTo(canonical);
    }

    @Test
    void the_tree_may_begin_at_the_projects() {
        ProjectNames names = new ProjectNames(CORRECTION, TreePath.ROOT);
        TreePath canonical = names.canonical(Side.OURS, new TreePath("-Users-alex-kumar/1.jsonl"));
        assertThat(names.forSide(Side.THEIRS, canonical)).hasToString("-home-alex/1.jsonl");
    }

    @ParameterizedTest
    @CsvSource({
        "/home/user/code/my-repo, -home-user-code-my-repo",
        "/Users/alex.kumar/Desktop/api_gateway, -Users-alex-kumar-Desktop-api-gateway",
        "C:\\Users\\Me\\proj x, C--Users-Me-proj-x",
        "/home/zoë/app, -home-zo--app",
    })
    void a_slug_is_made_as_claude_code_makes_it(String path, String slug) {
        assertThat(Form.slug(path)).isEqualTo(slug);
    }
}
