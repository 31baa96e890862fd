package io.naichang.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Which page of a list is wanted; a `@BeanParam @Valid` of every list.
///
/// @param limit how many at most
/// @param after `next` of the page before
public record PageRequest(
        @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500)
        int limit,

        @QueryParam("after") @Nullable String after) {
    /// The last row of the page before: its ordering value and its id.
    record Key(String value, UUID id) {
        private static final int MAC_BYTES = 12;

        /// As text for a URL, signed for this list: of another list, or made up, it would show a page from a wrong
        /// place.
        String encoded(String list, byte[] secret) {
            byte[] content = (id + value).getBytes(StandardCharsets.UTF_8);
            byte[] mac = mac(list, content, secret);
            byte[] all = Arrays.copyOf(mac, mac.length + content.length);
            System.arraycopy(content, 0, all, mac.length, content.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        }

        private static byte[] mac(String list, byte[] content, byte[] secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                mac.update(list.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
                return Arrays.copyOf(mac.doFinal(content), MAC_BYTES);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
            }
        }
    }

    /// @throws Problem 400 `invalid` if `after` was not made by us for this list
    @Nullable
    Key key(String list, byte[] secret) {
        if (after == null) {
            return null;
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(after);
            byte[] content = Arrays.copyOfRange(all, Key.MAC_BYTES, all.length);
            if (MessageDigest.isEqual(Arrays.copyOf(all, Key.MAC_BYTES), Key.mac(list, content, secret))) {
                String decoded = new String(content, StandardCharsets.UTF_8);
                return new Key(decoded.substring(36), UUID.fromString(decoded.substring(0, 36)));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Answered below.
        }
        throw Problem.invalid("invalid", "after", "This is not the `next` of a page of this list.");
    }
}
