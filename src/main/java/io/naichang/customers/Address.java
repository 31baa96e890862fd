package io.naichang.customers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/// A Thai address. Names come without the words for what they are (`คลองเตย`, not `เขตคลองเตย`); `line`, which we show
/// and put together ourselves, may come back and is ignored.
@Embeddable
@Schema(
        name = "Address",
        properties =
                @SchemaProperty(
                        name = "line",
                        type = SchemaType.STRING,
                        readOnly = true,
                        description = "all of it as it is written on a letter"))
@JsonIgnoreProperties("line")
@RegisterForReflection
record Address(
        @Size(min = 1, max = 50) @Nullable String houseNumber,
        @Size(min = 1, max = 20) @Nullable String moo,
        @Size(min = 1, max = 200) @Nullable String soi,
        @Size(min = 1, max = 200) @Nullable String road,
        @Size(min = 1, max = 100) @Nullable String subdistrict,
        @Size(min = 1, max = 100) @Nullable String district,
        @Size(min = 1, max = 100) @Nullable String province,

        @Pattern(regexp = "[0-9]{5}", message = "must be five digits") @Nullable
        String postcode) {
    static final Address UNKNOWN = new Address(null, null, null, null, null, null, null, null);
}
