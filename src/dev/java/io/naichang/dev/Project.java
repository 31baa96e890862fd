package io.naichang.dev;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where this checkout lies, found from where this class was loaded: no program depends on the working directory.
public final class Project {
    private static final Path BUILD = build();

    private Project() {}

    /// The checkout's top folder.
    public static Path root() {
        return BUILD.resolve("../../..").normalize();
    }

    /// The data folder of a run that names none.
    public static Path defaultData() {
        return root().resolve(".naichang");
    }

    static Path applicationJar() {
        Path jar = root().resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new CannotStart("The application is not built: " + jar + " is missing. Start me by ./naichang run");
        }
        return jar;
    }

    /// What may be made again at any time and is removed by `mvn clean`.
    static Path build() {
        try {
            Path classes = Path.of(Project.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.toAbsolutePath().normalize().resolveSibling("").normalize();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class was loaded from a place that is no URI", impossible);
        }
    }
}
