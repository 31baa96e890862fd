package io.naichang.sync;

import io.naichang.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Where a phone stands: everything that `since` saw has been delivered. Within a round of several pages it also holds
/// the round's first snapshot and how far the page before came. Opaque to the phone, signed for its device.
///
/// @param epoch the history in which its snapshots mean something
/// @param since null before the first round has ended
record Cursor(
        String epoch, @Nullable Snapshot since, @Nullable Position within) {
    private static final int SIGNATURE = 16;

    /// How far a round came.
    record Position(Snapshot round, long lastSeq, String bucket, long xid, long seq) {}

    String encode(byte[] key, UUID device) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((since == null ? 0 : 1) + (within == null ? 0 : 2));
        byte[] name = epoch.getBytes(StandardCharsets.US_ASCII);
        out.write(name.length);
        out.writeBytes(name);
        if (since != null) {
            since.write(out);
        }
        if (within != null) {
            within.round().write(out);
            Snapshot.varint(out, within.lastSeq());
            Snapshot.varint(out, within.xid());
            Snapshot.varint(out, within.seq());
            out.writeBytes(within.bucket().getBytes(StandardCharsets.UTF_8));
        }
        byte[] content = out.toByteArray();
        out.writeBytes(sign(key, device, content));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /// @throws Problem 400 `malformed` for a cursor that is not ours
    static Cursor decode(String text, byte[] key, UUID device) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            byte[] content = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
            byte[] signature = Arrays.copyOfRange(bytes, content.length, bytes.length);
            if (MessageDigest.isEqual(signature, sign(key, device, content))) {
                return read(ByteBuffer.wrap(content));
            }
        } catch (IllegalArgumentException | NegativeArraySizeException | BufferUnderflowException e) {
            throw foreign();
        }
        throw foreign();
    }

    private static Problem foreign() {
        return Problem.invalid("malformed", "cursor", "This cursor was not given to this device.");
    }

    private static Cursor read(ByteBuffer in) {
        int parts = in.get();
        byte[] name = new byte[in.get()];
        in.get(name);
        String epoch = new String(name, StandardCharsets.US_ASCII);
        Snapshot since = (parts & 1) == 0 ? null : Snapshot.read(in);
        if ((parts & 2) == 0) {
            return new Cursor(epoch, since, null);
        }
        Snapshot round = Snapshot.read(in);
        long lastSeq = Snapshot.varint(in);
        long xid = Snapshot.varint(in);
        long seq = Snapshot.varint(in);
        byte[] bucket = new byte[in.remaining()];
        in.get(bucket);
        return new Cursor(
                epoch, since, new Position(round, lastSeq, new String(bucket, StandardCharsets.UTF_8), xid, seq));
    }

    private static byte[] sign(byte[] key, UUID device, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(device.toString().getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
