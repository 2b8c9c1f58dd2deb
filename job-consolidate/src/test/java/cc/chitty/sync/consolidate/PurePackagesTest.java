package cc.chitty.sync.consolidate;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Registers;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The merge law knows no framework, no files and no clock: the same registers give the same bytes everywhere. */
class PurePackagesTest {

    private static final String LAW = "cc.chitty.sync.consolidate.todo";

    /** A list of what may be used says more than one of what may not. */
    private static final ArchRule ONLY_VALUES = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    LAW,
                    "java.lang..",
                    "java.nio.charset",
                    "java.security",
                    "java.text",
                    "java.time",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "org.jspecify.annotations"));

    private static final ArchRule NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.time").and(name("java.time.Clock")))
            .orShould()
            .callMethodWhere(target(owner(resideInAPackage("java.time"))).and(target(name("now"))))
            .orShould()
            .callMethodWhere(target(owner(name("java.lang.System")))
                    .and(target(nameMatching("currentTimeMillis|nanoTime|getenv|getProperty"))));

    @Test
    void the_merge_law_uses_values_only() {
        JavaClasses law = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(LAW);
        assertThat(law.contain(Registers.class)).isTrue();
        ONLY_VALUES.check(law);
        NO_CLOCK.check(law);
    }

    @ParameterizedTest
    @ValueSource(classes = {ReadsFile.class, Random.class})
    void the_rule_finds_what_is_no_value(Class<?> impure) {
        assertThat(ONLY_VALUES
                        .evaluate(new ClassFileImporter().importClasses(impure))
                        .hasViolation())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {Now.class, Ticks.class, HasClock.class})
    void the_rule_finds_a_clock(Class<?> impure) {
        assertThat(NO_CLOCK.evaluate(new ClassFileImporter().importClasses(impure))
                        .hasViolation())
                .isTrue();
    }

    record ReadsFile(File file) {}

    record HasClock(Clock clock) {}

    static final class Random {
        int next() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

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
