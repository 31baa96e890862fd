package io.naichang;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// The table of settings in `docker/README.md` is that of the program, with its defaults.
@SuppressWarnings("NullAway") // what these tests look up is there, or they fail
class SettingsTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.naichang");
    private static final Pattern ROW =
            Pattern.compile("\\| `(NAICHANG_\\w+)` \\| (?:`([^`]+)`|–) \\| [^|]+ \\| [^|]+ \\|");
    /// What says in a table that nothing is set.
    private static final String NONE = "";

    @Test
    void every_setting_is_in_the_table_with_its_default() throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of("NAICHANG_ADMIN_PASSWORD", NONE));
        for (JavaClass each : MAIN) {
            each.tryGetAnnotationOfType(ConfigMapping.class)
                    .ifPresent(mapping -> mapping(each.reflect(), mapping.prefix(), settings));
            each.getCodeUnits().stream()
                    .flatMap(unit -> unit.getParameters().stream())
                    .flatMap(parameter -> parameter.tryGetAnnotationOfType(ConfigProperty.class).stream())
                    .filter(property -> property.name().startsWith("naichang."))
                    .forEach(property -> settings.put(
                            variable(property.name()),
                            property.defaultValue().equals(ConfigProperty.UNCONFIGURED_VALUE)
                                    ? NONE
                                    : property.defaultValue()));
        }
        properties()
                .forEach((name, value) ->
                        settings.computeIfPresent(variable(name.toString()), (variable, none) -> value.toString()));

        assertThat(settings).hasSizeGreaterThan(30).isEqualTo(table());
    }

    private static void mapping(Class<?> type, String prefix, Map<String, String> settings) {
        for (Method method : type.getDeclaredMethods()) {
            String name = prefix + "." + method.getName().replaceAll("([A-Z])", "-$1");
            if (method.getReturnType().getEnclosingClass() == type) {
                mapping(method.getReturnType(), name, settings);
            } else {
                WithDefault value = method.getAnnotation(WithDefault.class);
                settings.put(variable(name), value == null ? NONE : value.value());
            }
        }
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Properties properties() throws IOException {
        Properties all = new Properties();
        try (Reader file = Files.newBufferedReader(root().resolve("src/main/resources/application.properties"))) {
            all.load(file);
        }
        return all;
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Files.readString(root().resolve("docker/README.md"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> rows.put(row.group(1), row.group(2) == null ? NONE : row.group(2)));
        return rows;
    }

    private static Path root() {
        return Path.of(System.getProperty("basedir", ""));
    }
}
