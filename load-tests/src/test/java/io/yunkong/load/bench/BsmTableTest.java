package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.uper.BsmWriter;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BsmTableTest {
    private static final int VEHICLES = 7;

    /** Any motion: a number for each vehicle and time. */
    private static final class AnyTraffic implements Traffic {
        private static double chance(int vehicle, double timeS, double from, double to) {
            return new SplittableRandom(vehicle * 31L + Double.doubleToLongBits(timeS)).nextDouble(from, to);
        }

        @Override
        public double latitudeDeg(int vehicle) {
            return chance(vehicle, 0, -90, 90);
        }

        @Override
        public double longitudeDeg(int vehicle, double timeS) {
            return chance(vehicle, timeS, -179, 180);
        }

        @Override
        public double speedMps(int vehicle, double timeS) {
            return chance(vehicle, timeS, 0, 160);
        }

        @Override
        public double accelerationMps2(int vehicle, double timeS) {
            return chance(vehicle, timeS, -20, 20);
        }
    }

    private static byte[] encoded(Traffic traffic, int vehicle, long station, long count, double timeS, long atUs) {
        byte[] octets = new byte[BsmWriter.BYTES_MAX];
        int length = new BsmWriter()
                .messageCount((int) (count % 128))
                .id(station)
                .secondMark((int) (atUs / 1000 % 60_000))
                .position((int) Math.round(traffic.latitudeDeg(vehicle) * 1e7), (int)
                        Math.round(traffic.longitudeDeg(vehicle, timeS) * 1e7))
                .speed((int) Math.round(traffic.speedMps(vehicle, timeS) / 0.02))
                .heading(7200)
                .acceleration((int) Math.round(traffic.accelerationMps2(vehicle, timeS) / 0.01), 0, 0, 0)
                .size(180, 460)
                .vehicleClass(10)
                .encode(octets);
        return Arrays.copyOf(octets, length);
    }

    @Test
    void whatIsWrittenInPlaceIsWhatTheWriterEncodes() {
        Traffic traffic = new AnyTraffic();
        long firstStation = 0x0123_4567_89AB_CDEFL;
        SplittableRandom chance = new SplittableRandom(5);
        try (BsmTable table = new BsmTable(traffic, VEHICLES, firstStation, 3, 0)) {
            for (int i = 0; i < 500; i++) {
                int vehicle = chance.nextInt(VEHICLES);
                double timeS = chance.nextDouble(0, 100);
                long atUs = chance.nextLong(1_700_000_000_000_000L, 1_900_000_000_000_000L);
                table.write(vehicle, i, timeS, atUs);
                byte[] written = new byte[table.messageBytes()];
                table.memory().getBytes(table.messageAt(vehicle), written);
                assertThat(written)
                        .as("vehicle=%d time_s=%f at_us=%d", vehicle, timeS, atUs)
                        .isEqualTo(encoded(traffic, vehicle, firstStation + vehicle, i, timeS, atUs));
            }
        }
    }

    @Test
    void theRoomBeforeAndBehindAMessageIsLeftAlone() {
        Traffic traffic = new AnyTraffic();
        try (BsmTable table = new BsmTable(traffic, VEHICLES, 1, 3, 20)) {
            int behind = table.messageAt(2) + table.messageBytes();
            table.memory().setMedium(table.startAt(2), 0xABCDEF).setLong(behind, 0x0102_0304_0506_0708L);
            table.write(2, 9, 1.5, 1_800_000_000_000_000L);
            assertThat(table.memory().getUnsignedMedium(table.startAt(2))).isEqualTo(0xABCDEF);
            assertThat(table.memory().getLong(behind)).isEqualTo(0x0102_0304_0506_0708L);
        }
    }
}
