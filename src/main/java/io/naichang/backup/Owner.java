package io.naichang.backup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Connections of the database's owner, from whom row-level security hides nothing. He migrates by the same sign-in.
@ApplicationScoped
class Owner {
    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;

    Owner(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.flyway.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.flyway.password") Optional<String> password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    Connection open() throws SQLException {
        String name = user.orElseThrow(() -> new Refusal(
                "the owner of the database must be named by QUARKUS_FLYWAY_USERNAME and QUARKUS_FLYWAY_PASSWORD:"
                        + " from everybody else row-level security hides rows"));
        return DriverManager.getConnection(url, name, password.orElse(null));
    }
}
