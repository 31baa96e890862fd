package io.naichang;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.modules.syntax.AllowedModuleDependencies.allow;
import static com.tngtech.archunit.library.modules.syntax.ModuleDependencyScope.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.modules.syntax.ModuleRuleDefinition.modules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The directions between features, for every package, listed or not (design: architecture.md, "Packages").
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.naichang");

    @Test
    void features_use_only_what_they_may() {
        modules()
                .definedByPackages("io.naichang.(*)..")
                .should()
                .respectTheirAllowedDependencies(
                        allow().fromModule("sync")
                                .toModules("platform")
                                .fromModule("backup")
                                .toModules("platform")
                                .fromModule("adapters")
                                .toModules("platform", "sync")
                                .fromModule("people")
                                .toModules("platform", "sync")
                                .fromModule("customers")
                                .toModules("platform", "sync")
                                .fromModule("assets")
                                .toModules("platform", "customers", "sync")
                                .fromModule("checklists")
                                .toModules("platform", "sync")
                                .fromModule("parts")
                                .toModules("platform", "people", "sync")
                                .fromModule("calendars")
                                .toModules("platform")
                                .fromModule("shifts")
                                .toModules("platform", "people", "calendars", "sync")
                                .fromModule("tracks")
                                .toModules("platform", "people", "shifts", "sync")
                                .fromModule("feeds")
                                .toModules("platform", "people")
                                .fromModule("travel")
                                .toModules("platform", "routing")
                                .fromModule("planning")
                                .toModules(
                                        "platform",
                                        "sync",
                                        "people",
                                        "calendars",
                                        "shifts",
                                        "visits",
                                        "routing",
                                        "tracks",
                                        "travel")
                                .fromModule("visits")
                                .toModules(
                                        "platform",
                                        "people",
                                        "customers",
                                        "assets",
                                        "checklists",
                                        "parts",
                                        "tracks",
                                        "sync"),
                        consideringOnlyDependenciesInAnyPackage("io.naichang.."))
                .check(MAIN);
    }

    @Test
    void the_routing_engine_is_pure_computation() {
        classes()
                .that()
                .resideInAPackage("io.naichang.routing..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.naichang.routing..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void only_platform_reads_the_clock_and_makes_ids() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.naichang.platform..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MAIN);
    }

    @Test
    void resource_methods_are_public_because_quarkus_ignores_others() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .check(MAIN);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|DTO|Dto)")
                .check(MAIN);
    }

    @Test
    void dependencies_come_through_constructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(MAIN);
    }

    @Test
    void public_is_earned_by_a_user_in_another_package() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .and()
                .areNotAnnotatedWith(QuarkusMain.class)
                .and()
                .areNotAnnotatedWith(OpenApiFilter.class)
                // A library: the benchmarks of src/dev use it too, and its records name each other.
                .and()
                .resideOutsideOfPackage("io.naichang.routing")
                .should(beUsedByAnotherPackage())
                .check(MAIN);
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean used = item.getDirectDependenciesToSelf().stream()
                        .anyMatch(
                                each -> !each.getOriginClass().getPackageName().equals(item.getPackageName()));
                if (!used) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getName() + " is public and used by its own package only"));
                }
            }
        };
    }
}
