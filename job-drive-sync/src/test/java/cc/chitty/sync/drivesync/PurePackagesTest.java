package cc.chitty.sync.drivesync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Decisions know nothing of the world, and rclone's calls nothing of decisions. */
class PurePackagesTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("cc.chitty.sync.drivesync");

    private static final String[] IMPURE = {
        "org.springframework..",
        "java.sql..",
        "javax.sql..",
        "org.eclipse.jgit..",
        "org.apache.commons..",
        "java.io..",
        "java.nio.file..",
        "cc.chitty.sync.drivesync.rclone..",
        "cc.chitty.sync.drivesync.store.."
    };

    @Test
    void decisions_know_no_framework_no_file_and_no_clock() {
        noUse("cc.chitty.sync.drivesync.plan..", IMPURE).check(ALL);
        noClasses()
                .that()
                .resideInAPackage("cc.chitty.sync.drivesync.plan..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(ALL);
    }

    @Test
    void calls_of_rclone_know_nothing_of_plans_and_tables() {
        noUse(
                        "cc.chitty.sync.drivesync.rclone..",
                        "cc.chitty.sync.drivesync.plan..",
                        "cc.chitty.sync.drivesync.store..")
                .check(ALL);
        noUse("cc.chitty.sync.drivesync.store..", "cc.chitty.sync.drivesync.rclone..")
                .check(ALL);
    }

    @Test
    void the_rule_finds_a_wrong_arrow() {
        assertThat(noUse("cc.chitty.sync.drivesync", "cc.chitty.sync.drivesync.plan..")
                        .evaluate(ALL)
                        .hasViolation())
                .isTrue();
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
