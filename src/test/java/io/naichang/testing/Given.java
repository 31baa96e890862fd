package io.naichang.testing;

import static io.restassured.RestAssured.given;

import io.naichang.platform.Command;
import io.naichang.platform.Sql;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Where tests begin: a tenant of their own, whose people sign in as people do.
///
/// ```java
/// Tenant siam = Given.tenant();
/// Person somchai = siam.technician("somchai");
/// somchai.request().get("/visits").then().statusCode(200);
/// ```
public final class Given {
    /// The password of everybody whom Given makes.
    public static final String PASSWORD = "demo-naichang";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Given() {}

    /// A tenant that nobody else uses, with an admin.
    public static Tenant tenant() {
        String id = "siam-" + Integer.toString(RANDOM.nextInt(36 * 36 * 36), 36) + "-" + NUMBER.incrementAndGet();
        String admin = "admin." + id;
        createAdmin(id, admin);
        return new Tenant(id, new Person(admin, PASSWORD));
    }

    /// A tenant in another time zone than Thailand's.
    public static Tenant tenant(String timeZone) {
        String id = "siam-" + Integer.toString(RANDOM.nextInt(36 * 36 * 36), 36) + "-" + NUMBER.incrementAndGet();
        QuarkusTransaction.requiringNew()
                .run(() -> Arc.container()
                        .instance(Sql.class)
                        .get()
                        .update("INSERT INTO tenant (id, name, time_zone) VALUES (?, ?, ?)", id, id, timeZone));
        createAdmin(id, "admin." + id);
        return new Tenant(id, new Person("admin." + id, PASSWORD));
    }

    /// Runs the program's own command, the only way by which a first admin comes to be.
    private static void createAdmin(String tenant, String username) {
        Command command = Arc.container().select(Command.class).stream()
                .filter(each -> each.name().equals("create-admin"))
                .findFirst()
                .orElseThrow();
        System.setProperty("naichang.admin.password", PASSWORD);
        int code = command.run(List.of("--tenant", tenant, "--tenant-name", "สยามเซอร์วิส", "--username", username));
        if (code != 0) {
            throw new IllegalStateException("create-admin ended with " + code);
        }
    }

    /// A call with a JSON body by nobody in particular.
    public static io.restassured.specification.RequestSpecification nobody() {
        return given().basePath("/api/v1").contentType(ContentType.JSON);
    }
}
