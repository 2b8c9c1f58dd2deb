package cc.chitty.sync.gpusync;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.correction.PathCorrection;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Reconciliation;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decides knows no framework, no files and no clock: the same two sides give the same plan everywhere. */
class PurePackagesTest {

    private static final String MANIFEST = "cc.chitty.sync.gpusync.manifest";
    private static final String RECONCILE = "cc.chitty.sync.gpusync.reconcile";
    private static final String CORRECTION = "cc.chitty.sync.gpusync.correction";

    /** A list of what may be used says more than one of what may not. */
    private static final DescribedPredicate<JavaClass> VALUES = resideInAnyPackage(
            MANIFEST,
            RECONCILE,
            CORRECTION,
            "java.lang..",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "java.text",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations");

    /** Streams that somebody else opened. */
    private static final DescribedPredicate<JavaClass> STREAMS = DescribedPredicate.describe(
            "streams",
            type -> Set.of(
                            "java.io.InputStream",
                            "java.io.ByteArrayInputStream",
                            "java.io.IOException",
                            "java.io.UncheckedIOException")
                    .contains(type.getName()));

    private static final ArchRule ONLY_VALUES =
            classes().that().resideOutsideOfPackage(CORRECTION).should().onlyDependOnClassesThat(VALUES);

    private static final ArchRule ONLY_STREAMS = classes().should().onlyDependOnClassesThat(VALUES.or(STREAMS));

    private static final ArchRule NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.time").and(name("java.time.Clock")))
            .orShould()
            .callMethodWhere(target(owner(resideInAPackage("java.time"))).and(target(name("now"))))
            .orShould()
            .callMethodWhere(target(owner(name("java.lang.System")))
                    .and(target(nameMatching("currentTimeMillis|nanoTime|getenv|getProperty"))));

    @Test
    void what_decides_uses_values_and_what_corrects_uses_streams_only() {
        JavaClasses pure = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(MANIFEST, RECONCILE, CORRECTION);
        assertThat(pure.contain(TreePath.class)).isTrue();
        assertThat(pure.contain(Reconciliation.class)).isTrue();
        assertThat(pure.contain(PathCorrection.class)).isTrue();
        ONLY_VALUES.check(pure);
        ONLY_STREAMS.check(pure);
        NO_CLOCK.check(pure);
    }

    @ParameterizedTest
    @ValueSource(classes = {HasFile.class, ReadsFile.class})
    void the_rules_find_a_file(Class<?> impure) {
        JavaClasses classes = new ClassFileImporter().importClasses(impure);
        assertThat(ONLY_VALUES.evaluate(classes).hasViolation()).isTrue();
        assertThat(ONLY_STREAMS.evaluate(classes).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {Now.class, Ticks.class, HasClock.class})
    void the_rule_finds_a_clock(Class<?> impure) {
        assertThat(NO_CLOCK.evaluate(new ClassFileImporter().importClasses(impure))
                        .hasViolation())
                .isTrue();
    }

    record HasFile(File file) {}

    record ReadsFile(FileInputStream file) {}

    record HasClock(Clock clock) {}

    static final class Now {
        Instant now() {
            return Instant.now();
        }
    }

    static final class Ticks {
        long now() {
            return System.nanoTime();
        }
    }
}
