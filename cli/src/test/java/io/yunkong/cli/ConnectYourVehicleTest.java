package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.RefusalCode;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.BsmWriter;
import io.yunkong.wire.uper.DataElements;
import io.yunkong.wire.uper.UperException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/connect-your-vehicle.md says of the wire is what the code does. */
final class ConnectYourVehicleTest {
    private static final Pattern HEX = Pattern.compile("^(0000[0-9a-f]{68})$", Pattern.MULTILINE);
    /** {@code | first bit | field | bits | value | `on the wire` | meaning |} */
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| (\\d+) \\|[^|]*\\| `([01]+)` \\|", Pattern.MULTILINE);

    private final String page =
            Files.readString(Path.of(System.getProperty("v2x.home", "..")).resolve("docs/connect-your-vehicle.md"));

    ConnectYourVehicleTest() throws IOException {}

    private byte[] octets() {
        return HEX.matcher(page)
                .results()
                .map(found -> HexFormat.of().parseHex(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRowsOfBitsAreTheOctets() {
        StringBuilder bits = new StringBuilder();
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            assertThat(Integer.parseInt(row.group(1))).as(row.group()).isEqualTo(bits.length());
            assertThat(Integer.parseInt(row.group(2)))
                    .as(row.group())
                    .isEqualTo(row.group(3).length());
            bits.append(row.group(3));
        }
        StringBuilder expected = new StringBuilder();
        for (byte octet : octets()) {
            expected.append(Integer.toBinaryString((octet & 0xFF) | 0x100).substring(1));
        }
        assertThat(bits.toString()).isEqualTo(expected.toString());
    }

    @Test
    void theOctetsAreTheBsmThatThePageTakesApart() throws UperException {
        byte[] octets = octets();
        BsmView bsm = new BsmView();
        bsm.wrap(octets, 0, octets.length);
        assertThat(bsm.messageCount()).isEqualTo(1);
        assertThat(HexFormat.ofDelimiter(" ")
                        .formatHex(ByteBuffer.allocate(8).putLong(bsm.id()).array()))
                .isEqualTo("62 75 73 2d 30 31 00 01");
        assertThat(bsm.secondMark()).isEqualTo(8500);
        assertThat(bsm.latitude()).isEqualTo(347_890_917);
        assertThat(bsm.longitude()).isEqualTo(1_137_939_303);
        assertThat(bsm.transmission()).isEqualTo(DataElements.TRANSMISSION_UNAVAILABLE);
        assertThat(bsm.speed()).isEqualTo(600);
        assertThat(bsm.heading()).isEqualTo(9000);
        assertThat(bsm.longitudinalAcceleration()).isZero();
        assertThat(bsm.lateralAcceleration()).isEqualTo(DataElements.ACCELERATION_UNAVAILABLE);
        assertThat(bsm.verticalAcceleration()).isEqualTo(DataElements.VERTICAL_ACCELERATION_UNAVAILABLE);
        assertThat(bsm.yawRate()).isZero();
        assertThat(bsm.width()).isEqualTo(255);
        assertThat(bsm.length()).isEqualTo(1200);
        assertThat(bsm.vehicleClass()).isEqualTo(54);
    }

    @Test
    void ourWriterWritesThem() {
        byte[] buffer = new byte[BsmWriter.BYTES_MAX];
        int octets = new BsmWriter()
                .messageCount(1)
                .id(0x6275_732d_3031_0001L)
                .secondMark(8500)
                .position(347_890_917, 1_137_939_303)
                .speed(600)
                .heading(9000)
                .acceleration(
                        0, DataElements.ACCELERATION_UNAVAILABLE, DataElements.VERTICAL_ACCELERATION_UNAVAILABLE, 0)
                .size(255, 1200)
                .vehicleClass(54)
                .encode(buffer);
        assertThat(HexFormat.of().formatHex(buffer, 0, octets))
                .isEqualTo(HexFormat.of().formatHex(octets()));
    }

    @Test
    void everyRefusalIsThere() {
        String table = page.lines().filter(line -> line.startsWith("| `")).collect(Collectors.joining("\n"));
        for (RefusalCode code : RefusalCode.values()) {
            String name = code.name().replace("REFUSAL_CODE_", "");
            boolean certificate = name.startsWith("CERTIFICATE_") && !name.endsWith("EXPIRED");
            if (code != RefusalCode.REFUSAL_CODE_UNSPECIFIED && code != RefusalCode.UNRECOGNIZED) {
                assertThat(table).contains(certificate ? name.substring("CERTIFICATE".length()) : "`" + name + "`");
            }
        }
    }
}
