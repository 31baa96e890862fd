package io.naichang.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.Node;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// RxDB and WatermelonDB themselves, in Node, against this server: what `mobile-api-spec/clients` gives to app
/// developers is what runs here.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ClientLibrariesTest {
    private static final Path CLIENTS = Path.of(System.getProperty("basedir", ""), "mobile-api-spec", "clients");

    @BeforeAll
    static void the_packages_of_the_lockfile() throws IOException, InterruptedException {
        Node.install(CLIENTS, "RxDB and WatermelonDB are");
    }

    @Test
    void rxdb_keeps_in_step_with_the_server() throws IOException, InterruptedException {
        passes("test/rxdb.test.mjs");
    }

    @Test
    void watermelondb_keeps_in_step_with_the_server() throws IOException, InterruptedException {
        passes("test/watermelondb.test.mjs");
    }

    @Test
    void what_apps_copy_knows_the_fields_that_there_are() throws IOException, InterruptedException {
        passes("test/collections.test.mjs");
    }

    private static void passes(String file) throws IOException, InterruptedException {
        String admin = Given.tenant().admin().username();
        Node.Ended ended = Node.run(
                CLIENTS,
                List.of("node", "--test", "--test-reporter=spec", file),
                Map.of("NAICHANG_URL", "http://localhost:" + RestAssured.port, "NAICHANG_ADMIN", admin));
        assertThat(ended.code()).as(ended.said()).isZero();
        // A file without tests passes too.
        assertThat(ended.said()).containsPattern("pass [1-9]").contains("fail 0", "skipped 0");
    }
}
