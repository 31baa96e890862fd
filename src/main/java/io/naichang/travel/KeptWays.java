package io.naichang.travel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Known ways among some places as compressed bytes, to be kept with what was planned by them.
final class KeptWays {
    private static final int FORMAT = 2;
    /// Of 1,000 places it comes to about three.
    private static final int MOST_BYTES = 4 << 20;

    private KeptWays() {}

    /// Null if nothing is known, or it would be too much to keep.
    static byte @Nullable [] pack(List<Position> places, RoadDesk desk) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int known = 0;
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeByte(FORMAT);
            out.writeUTF(desk.name());
            out.writeLong(oldest(places, desk).toEpochMilli());
            out.writeInt(places.size());
            for (Position each : places) {
                out.writeDouble(each.lat());
                out.writeDouble(each.lon());
            }
            for (Position from : places) {
                for (Position to : places) {
                    Road road = from.equals(to) ? null : desk.find(from, to);
                    if (road == null || !road.isTold()) {
                        out.writeInt(-1);
                    } else {
                        known++;
                        out.writeInt(road.seconds());
                        out.writeInt(road.meters());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return known == 0 || bytes.size() > MOST_BYTES ? null : bytes.toByteArray();
    }

    /// When the first of these ways was told: all are forgotten when it is.
    private static Instant oldest(List<Position> places, RoadDesk desk) {
        Instant oldest = Instant.ofEpochMilli(Long.MAX_VALUE);
        for (Position from : places) {
            for (Position to : places) {
                Instant told = desk.told(from, to);
                if (told != null && told.isBefore(oldest)) {
                    oldest = told;
                }
            }
        }
        return oldest;
    }

    /// Remembers them where nothing newer is known, for as long as where they were told. What another service told, or
    /// an older server kept without a time, is left.
    static void unpack(byte[] bytes, RoadDesk desk) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            if (in.readByte() != FORMAT || !in.readUTF().equals(desk.name())) {
                return;
            }
            Instant told = Instant.ofEpochMilli(in.readLong());
            List<Position> places = new ArrayList<>();
            int number = in.readInt();
            for (int i = 0; i < number; i++) {
                places.add(new Position(in.readDouble(), in.readDouble()));
            }
            for (Position from : places) {
                for (Position to : places) {
                    int seconds = in.readInt();
                    Road road = seconds < 0 ? null : new Road(seconds, in.readInt());
                    if (road != null && desk.find(from, to) == null) {
                        desk.keep(from, to, road, told);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kept ways cannot be read", e);
        }
    }
}
