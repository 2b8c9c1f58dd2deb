package cc.chitty.sync.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.File;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The arrows between modules: schema, kernel, jobs' own modules, jobs; never back. */
class ModulesTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("cc.chitty.sync");

    @Test
    void no_module_uses_one_that_builds_on_it() {
        assertThat(ALL.contain(Jobs.class)).isTrue();
        assertThat(ALL.stream().filter(it -> it.getPackageName().startsWith("cc.chitty.sync.kernel")))
                .isNotEmpty();
        noUse("cc.chitty.sync.kernel..", "cc.chitty.sync.consolidate..", "cc.chitty.sync.jobs..")
                .check(ALL);
        noUse("cc.chitty.sync.consolidate..", "cc.chitty.sync.jobs..").check(ALL);
        noUse("cc.chitty.sync.kernel..", "cc.chitty.sync.gpusync..").check(ALL);
        noUse(
                        "cc.chitty.sync.gpusync..",
                        "cc.chitty.sync.consolidate..",
                        "cc.chitty.sync.gitpush..",
                        "cc.chitty.sync.jobs..")
                .check(ALL);
        noUse("cc.chitty.sync.consolidate..", "cc.chitty.sync.gpusync..").check(ALL);
        noUse("cc.chitty.sync.gitpush..", "cc.chitty.sync.gpusync..").check(ALL);
    }

    @Test
    void what_decides_in_gpu_sync_is_pure() {
        String[] pure = {
            "cc.chitty.sync.gpusync.manifest", "cc.chitty.sync.gpusync.reconcile", "cc.chitty.sync.gpusync.correction"
        };
        assertThat(ALL.stream().filter(it -> it.getPackageName().equals(pure[1])))
                .isNotEmpty();
        noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "org.eclipse.jgit..",
                        "net.schmizz..",
                        "java.nio.file..",
                        "cc.chitty.sync.gpusync.peer..",
                        "cc.chitty.sync.gpusync.run..",
                        "cc.chitty.sync.kernel..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(File.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(ALL);
    }

    @Test
    void the_rule_finds_a_wrong_arrow() {
        assertThat(noUse("cc.chitty.sync.jobs..", "cc.chitty.sync.kernel..")
                        .evaluate(ALL)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void the_commands_do_not_use_one_another_in_circles() {
        SlicesRuleDefinition.slices()
                .matching("cc.chitty.sync.jobs.(*)")
                .should()
                .beFreeOfCycles()
                .check(ALL);
        noUse("cc.chitty.sync.jobs.command", "cc.chitty.sync.jobs").check(ALL);
    }

    private static ArchRule noUse(String user, String... used) {
        return noClasses()
                .that()
                .resideInAPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(used);
    }
}
