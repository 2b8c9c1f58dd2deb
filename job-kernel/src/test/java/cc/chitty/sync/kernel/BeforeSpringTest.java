package cc.chitty.sync.kernel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A guest must answer in a blink, so what it needs may load nothing but the JDK; and the database is not opened without the lock. */
@AnalyzeClasses(packages = "cc.chitty.sync.kernel", importOptions = ImportOption.DoNotIncludeTests.class)
class BeforeSpringTest {

    private static final String[] BEFORE_SPRING = {
        "cc.chitty.sync.kernel.run..",
        "cc.chitty.sync.kernel.state..",
        "cc.chitty.sync.kernel.device..",
        "cc.chitty.sync.kernel.owner..",
        "cc.chitty.sync.kernel.secret..",
        "cc.chitty.sync.kernel.snapshot.."
    };

    @ArchTest
    static final ArchRule what_runs_before_spring_knows_the_jdk_a_pattern_library_and_itself_only = classes()
            .that()
            .resideInAnyPackage(BEFORE_SPRING)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(BEFORE_SPRING)
                    .or(resideInAnyPackage("java..", "org.jspecify.annotations..", "com.google.re2j..")));

    @ArchTest
    static final ArchRule only_the_secret_filter_has_a_library_for_its_patterns = noClasses()
            .that(not(resideInAPackage("cc.chitty.sync.kernel.secret..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..");

    @ArchTest
    static final ArchRule and_no_jdbc = noClasses()
            .that()
            .resideInAnyPackage(BEFORE_SPRING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule the_lock_file_is_named_by_the_lock_alone = noClasses()
            .that(not(resideInAPackage("cc.chitty.sync.kernel.owner..")))
            .and(not(resideInAPackage("cc.chitty.sync.kernel.state..")))
            .should()
            .callMethod(cc.chitty.sync.kernel.state.StateDirectory.class, "ownerLock");
}
