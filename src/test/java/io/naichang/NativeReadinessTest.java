package io.naichang;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.drew.metadata.Directory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a native image would miss and the JVM never notices. Not a proof: the proof is `native-build/smoke.sh` against
/// the binary.
class NativeReadinessTest {
    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/native-image/io.naichang/naichang/reachability-metadata.json");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.naichang");

    @Test
    void forms_and_all_that_they_hold_may_be_read_by_reflection() {
        Set<String> unregistered = new TreeSet<>();
        Set<JavaClass> forms = formsWithParts();
        for (JavaClass form : forms) {
            if (!form.isAnnotatedWith(RegisterForReflection.class)) {
                unregistered.add(form.getName());
            }
        }

        assertThat(forms).hasSizeGreaterThan(10);
        assertThat(unregistered).isEmpty();
    }

    @Test
    void nothing_random_and_no_thread_is_made_while_the_image_is_built() {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(JavaClass.Predicates.assignableTo(Random.class))
                .orShould()
                .haveRawType(JavaClass.Predicates.assignableTo(Thread.class))
                .orShould()
                .haveRawType(JavaClass.Predicates.assignableTo(ExecutorService.class))
                .check(MAIN);
    }

    @Test
    void every_bundle_of_messages_is_declared() throws IOException {
        Set<String> bundles;
        try (Stream<Path> files = Files.list(MESSAGES)) {
            bundles = files.map(file ->
                            "messages." + file.getFileName().toString().replaceFirst("(_th)?\\.properties$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        assertThat(declared("resources", "bundle")).containsExactlyElementsOf(bundles);
    }

    @Test
    void every_language_of_messages_is_in_the_image() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/resources/application.properties")))
                .contains("quarkus.locales=en,th");
    }

    /// metadata-extractor makes each directory by Class.newInstance().
    @Test
    void every_directory_of_exif_can_be_made() {
        Set<String> made = new ClassFileImporter()
                .importPackages("com.drew.metadata.exif", "com.drew.metadata.tiff").stream()
                        .filter(each -> each.getSimpleName().endsWith("TiffHandler"))
                        .flatMap(each -> each.getReferencedClassObjects().stream())
                        .map(ReferencedClassObject::getValue)
                        .filter(each -> each.isAssignableTo(Directory.class))
                        .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(made).contains("com.drew.metadata.exif.GpsDirectory");
        assertThat(declared("reflection", "type")).containsAll(made);
    }

    /// Whatever is named a form or given to a mapper as a class, and our own records in their components.
    private static Set<JavaClass> formsWithParts() {
        Set<JavaClass> found = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        Deque<JavaClass> open = new ArrayDeque<>();
        for (JavaClass each : MAIN) {
            if (each.isRecord() && each.getSimpleName().endsWith("Form")) {
                open.add(each);
            }
            each.getReferencedClassObjects().stream()
                    .map(ReferencedClassObject::getValue)
                    .filter(JavaClass::isRecord)
                    .forEach(open::add);
        }
        while (!open.isEmpty()) {
            JavaClass form = open.remove();
            if (form.getPackageName().startsWith("io.naichang") && found.add(form)) {
                form.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaField::getType)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static List<String> declared(String section, String key) {
        try {
            JsonNode metadata = new JsonMapper().readTree(METADATA.toFile());
            return metadata.path(section).findValuesAsText(key).stream()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + METADATA, e);
        }
    }
}
