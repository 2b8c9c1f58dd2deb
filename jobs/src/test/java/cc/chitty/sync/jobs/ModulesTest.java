package cc.chitty.sync.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
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
        noUse(
                        "cc.chitty.sync.kernel..",
                        "cc.chitty.sync.consolidate..",
                        "cc.chitty.sync.drivesync..",
                        "cc.chitty.sync.jobs..")
                .check(ALL);
        noUse(
                        "cc.chitty.sync.consolidate..",
                        "cc.chitty.sync.gitpush..",
                        "cc.chitty.sync.drivesync..",
                        "cc.chitty.sync.jobs..")
                .check(ALL);
        noUse("cc.chitty.sync.gitpush..", "cc.chitty.sync.drivesync..", "cc.chitty.sync.jobs..")
                .check(ALL);
        noUse("cc.chitty.sync.drivesync..", "cc.chitty.sync.consolidate..", "cc.chitty.sync.jobs..")
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
