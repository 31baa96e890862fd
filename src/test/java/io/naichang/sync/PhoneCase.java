package io.naichang.sync;

import io.naichang.testing.Phone;
import org.junit.jupiter.api.BeforeEach;

/// A hard case that begins with a phone on which there is one visit.
abstract class PhoneCase extends HardCase {
    String visit;
    Phone phone;

    @BeforeEach
    void a_phone_with_a_visit() {
        visit = work.visitOf(somchai, 1);
        phone = Phone.of(somchai).pull();
    }
}
