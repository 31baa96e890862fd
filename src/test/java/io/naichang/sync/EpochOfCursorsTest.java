package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.OwnStack;
import io.naichang.testing.Phone;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a cursor tells of the history that it came from.
@QuarkusTest
@TestProfile(OwnStack.class)
class EpochOfCursorsTest extends EpochCase {
    @Test
    void a_cursor_from_a_future_that_was_rolled_back_ends_the_epoch() throws SQLException {
        Phone phone = Phone.of(somchai).pull();
        String epoch = epochs().getLast();
        long ahead = Long.parseLong(OwnStack.sql("SELECT pg_current_xact_id()").getFirst()) + 1000;
        Cursor cursor = new Cursor(epoch, new Snapshot(ahead, ahead, List.of()), null);

        Response refused = pull(phone, epoch, cursor);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("epoch"))
                .isEqualTo(epochs().getLast())
                .isNotEqualTo(epoch);
        phone.recovers();
    }

    @Test
    void a_cursor_of_a_history_that_is_gone_makes_room_above_its_number() throws SQLException {
        Phone phone = Phone.of(somchai).pull();
        String epoch = epochs().getLast();
        int number = Epochs.number(epoch);
        Cursor cursor = new Cursor("e" + (number + 3) + "-0badcafe", new Snapshot(10, 10, List.of()), null);

        Response refused = pull(phone, cursor.epoch(), cursor);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Epochs.number(refused.jsonPath().getString("epoch"))).isEqualTo(number + 4);
    }

    @Test
    void a_cursor_of_an_older_epoch_is_refused_though_the_phone_names_the_present_one() throws SQLException {
        Phone phone = Phone.of(somchai).pull();
        Cursor old = new Cursor(epochs().getLast(), new Snapshot(10, 10, List.of()), null);
        promote();
        phone.recovers();
        String epoch = epochs().getLast();

        Response refused = pull(phone, epoch, old);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("epoch-changed");
        assertThat(epochs().getLast()).isEqualTo(epoch);
    }

    @Test
    void a_cursor_that_other_keys_signed_is_of_another_history_when_its_epoch_is() throws SQLException {
        Phone phone = Phone.of(somchai).pull();

        assertThat(pulls(phone, epochs().getLast(), "AAAA").jsonPath().getString("code"))
                .isEqualTo("malformed");
        assertThat(pulls(phone, "e7-0badcafe", "AAAA").jsonPath().getString("code"))
                .isEqualTo("epoch-changed");
    }

    private Response pull(Phone phone, String epoch, Cursor cursor) {
        return pulls(phone, epoch, cursor.encode(keys.derive("cursor"), phone.device()));
    }

    private Response pulls(Phone phone, String epoch, String cursor) {
        return somchai.request()
                .body(Map.of("deviceId", phone.device(), "epoch", epoch, "cursor", cursor))
                .post("/sync/pull");
    }
}
