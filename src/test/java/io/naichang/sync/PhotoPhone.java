package io.naichang.sync;

import io.naichang.testing.Given;
import io.naichang.testing.Person;
import io.naichang.testing.Phone;
import io.naichang.testing.Tenant;
import io.restassured.specification.RequestSpecification;

/// A phone whose owner takes photos, of a company of its own.
record PhotoPhone(String tenant, Person owner, Phone phone) {
    static PhotoPhone somchais() {
        Tenant siam = Given.tenant();
        Person somchai = siam.technician("somchai");
        return new PhotoPhone(siam.id(), somchai, Phone.of(somchai));
    }

    RequestSpecification call() {
        return owner.request();
    }

    /// A batch that gives up one number, which is all that a test of files needs of mutations.
    String batch(long seq) {
        return """
                {"deviceId": "%s", "epoch": "%s", "schema": 1,
                 "mutations": [{"seq": %d, "op": "void", "reason": "test"}]}
                """.formatted(phone.device(), phone.batch().path("epoch").asText(), seq);
    }

    /// The highest number received from it, as committed.
    long lastSeq() {
        return phone.pullPage().path("lastSeq").asLong();
    }
}
