package io.naichang.dev;

import io.naichang.dev.seed.DemoData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The demo companies' data, put into a running application once for each data folder. A crash in between lets the
/// next start call it again on what is there.
final class Seed {
    private Seed() {}

    static void seed(URI base, StackFacts facts) {
        System.out.println("Making the demo's data, this once");
        DemoData.seed(base, Clock.systemUTC(), admin -> found(facts, admin));
    }

    private static void found(StackFacts facts, DemoData.FirstAdmin admin) {
        try {
            Command made = Application.run(
                    facts,
                    Map.of("NAICHANG_ADMIN_PASSWORD", DemoData.PASSWORD),
                    List.of(
                            "create-admin",
                            "--tenant",
                            admin.tenant(),
                            "--tenant-name",
                            admin.tenantName(),
                            "--username",
                            admin.username(),
                            "--name",
                            "ผู้ดูแลระบบ"));
            if (!made.succeeded()) {
                throw new CannotStart("The demo's first admin could not be made:\n" + made.output());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
