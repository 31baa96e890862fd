package io.naichang.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.Given;
import io.naichang.testing.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is done for each company, one after the other.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TenantsTest {
    @Inject
    Tenants tenants;

    @Inject
    Caller caller;

    @Test
    @ActivateRequestContext
    void where_it_fails_for_one_company_it_is_done_for_the_next() {
        String siam = Given.tenant().id();
        String lanna = Given.tenant().id();
        List<String> seen = new ArrayList<>();

        tenants.each("a test", () -> {
            seen.add(caller.tenant());
            throw new IllegalStateException("as it is to be");
        });

        assertThat(seen).contains(siam, lanna);
    }
}
