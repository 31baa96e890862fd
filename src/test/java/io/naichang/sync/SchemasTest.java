package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Problem;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private record Version(int schema) implements SchemaStep {
        @Override
        public String collection() {
            return "notes";
        }

        @Override
        public ObjectNode downcast(ObjectNode doc) {
            return doc;
        }

        @Override
        public ObjectNode upcast(ObjectNode fields) {
            return fields;
        }
    }

    private record Asked(OptionalInt oldestSchema) implements SyncConfig {
        @Override
        public Duration tombstoneLife() {
            return Duration.ofDays(90);
        }

        @Override
        public OptionalInt filePlaces() {
            return OptionalInt.empty();
        }

        @Override
        public Duration filePatience() {
            return Duration.ofSeconds(30);
        }
    }

    private static Schemas schemas(OptionalInt oldest) {
        return new Schemas(List.of(new Version(3), new Version(2)), List.of(), new Asked(oldest));
    }

    @Test
    void the_version_before_the_newest_is_spoken_and_no_older_one() {
        Schemas schemas = schemas(OptionalInt.empty());

        schemas.require(2);
        assertThat(schemas.oldest()).isEqualTo(2);
        assertThatThrownBy(() -> schemas.require(1)).isInstanceOf(Problem.class);
    }

    @Test
    void an_operator_may_have_apps_updated_sooner_or_later() {
        assertThat(schemas(OptionalInt.of(3)).oldest()).isEqualTo(3);
        assertThat(schemas(OptionalInt.of(1)).oldest()).isEqualTo(1);
    }

    @Test
    void an_operator_cannot_refuse_the_newest_app() {
        assertThat(schemas(OptionalInt.of(9)).oldest()).isEqualTo(3);
        assertThat(schemas(OptionalInt.of(-1)).oldest()).isEqualTo(1);
    }
}
