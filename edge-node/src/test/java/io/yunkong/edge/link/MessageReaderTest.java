package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.Unpooled;
import io.yunkong.edge.Bsm;
import io.yunkong.edge.TestZone;
import io.yunkong.edge.fastpath.Report;
import io.yunkong.edge.statistics.EnumCounters;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.csae.RTEData;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MessageReaderTest {
    private static final long STATION = 0x51;
    private static final String PSM_HEX = "8049000F46283FEAE601F21A7681FA166CA6321C3B2C8A0A4B43B67A58718FDD4E6E8C0127"
            + "6C119900D698C04BEE2820D6BD862548C4F021B28E0E1D04048E2A93BC857357C088022ED809";

    private final Zone zone = TestZone.create();
    private final List<Report.Own> taken = new ArrayList<>();
    private final MessageReader reader =
            new MessageReader(zone, new EnumCounters<>(RejectReason.class), (kind, station) -> {}, this::spare);
    private final byte[] plain = Bsm.at(zone.plane(), STATION, 1, 1_800_000_000_000_000L, 100, 100);

    private Report.Own spare() {
        Report.Own own = Report.Own.blank();
        taken.add(own);
        return own;
    }

    private @Nullable RejectReason decode(byte[] frame, Edition likely) {
        return reader.decode(Unpooled.wrappedBuffer(frame), frame.length, () -> likely);
    }

    @Test
    void aBsmOfTheReleaseOf2019IsReadAndItsEditionRemembered() throws UperException, ValueException {
        byte[] of2019 = Bsm.of2019(plain);
        assertThat(decode(of2019, Edition.E2020)).isNull();
        assertThat(reader.tellsEdition()).isTrue();
        assertThat(reader.edition()).isEqualTo(Edition.E2019);
        assertThat(reader.stationId()).isEqualTo(STATION);
    }

    /** A frame of the 2020 release, found by search (our encoder), that is one of 2019 as well. */
    @Test
    void aFrameEncodedHereIsReadInItsEditionAndNoOther() throws UperException, ValueException {
        byte[] both = HexFormat.of()
                .parseHex("4202a4a6aa606060606294c5f0015e3ca4fe0080200ca040356859281606204011e0175f10611c464d9e024b");
        assertThat(decode(both, Edition.E2019)).isNull();
        assertThat(reader.edition()).isEqualTo(Edition.E2019);
        assertThat(reader.tellsEdition()).isTrue();
        assertThat(decodeEncoded(both, Edition.E2020)).isNull();
        assertThat(reader.edition()).isEqualTo(Edition.E2020);
        assertThat(reader.tellsEdition()).isFalse();
        assertThat(reader.observe(STATION, DeviceKind.DEVICE_KIND_ONBOARD_UNIT, 0))
                .isInstanceOfSatisfying(Report.Relayed.class, relayed -> {
                    RTEData event = relayed.frame().frame().getRsiFrame().getRtes(0);
                    assertThat(event.getReferencePaths(0).getPathRadius()).isEqualTo(143);
                });
        byte[] of2019 = Bsm.of2019(plain);
        assertThat(decodeEncoded(of2019, Edition.E2020)).isNotNull();
        assertThat(decodeEncoded(of2019, Edition.E2019)).isNull();
    }

    private @Nullable RejectReason decodeEncoded(byte[] frame, Edition encodedIn) {
        return reader.decodeEncoded(Unpooled.wrappedBuffer(frame), frame.length, encodedIn);
    }

    @Test
    void aReportIsLeftAloneByTheNextOneAndOneThatCannotBeUsedIsWrittenOver() {
        byte[] other = Bsm.at(zone.plane(), STATION + 1, 2, 1_800_000_000_000_000L, 200, 100);
        byte[] nobody = Bsm.at(zone.plane(), 0, 2, 1_800_000_000_000_000L, 300, 100);
        Report.Own first = Objects.requireNonNull(observed(plain));
        assertThat(observed(nobody)).isNull();
        Report.Own second = Objects.requireNonNull(observed(other));
        assertThat(first.stationId()).isEqualTo(STATION);
        assertThat(second.stationId()).isEqualTo(STATION + 1);
        assertThat(second.self().eastM() - first.self().eastM()).isCloseTo(100, within(0.1));
        assertThat(taken).hasSize(2);
    }

    /** psm of the reference encodings: whoever sends these only must use up what the inlet keeps, too. */
    @Test
    void aPedestriansReportIsWrittenIntoASpareAsWell() {
        byte[] psm = HexFormat.of().parseHex(PSM_HEX);
        Report.Own own = Objects.requireNonNull(observed(psm));
        assertThat(own.stationId()).isEqualTo(0xFEAE601F21A7681FL);
        assertThat(taken).containsExactly(own);
    }

    private Report.@Nullable Own observed(byte[] frame) {
        assertThat(decode(frame, Edition.E2020)).isNull();
        return (Report.Own)
                reader.observe(reader.stationId(), DeviceKind.DEVICE_KIND_ONBOARD_UNIT, 1_800_000_000_000_000L);
    }

    @Test
    void anExtensionThatCannotBeReadMayHaveBeenMeantAsAReportOfItself() {
        assertThat(decode(new byte[] {(byte) 0x80, 1, 2}, Edition.E2020)).isNotNull();
        assertThat(reader.isOwnReport()).isTrue();
    }

    @Test
    void anOrdinaryBsmDoesNotTellTheEditionOfItsSender() {
        assertThat(reader.decode(Unpooled.wrappedBuffer(plain), plain.length, () -> {
                    throw new AssertionError("asked for the edition of what is the same in both");
                }))
                .isNull();
        assertThat(reader.tellsEdition()).isFalse();
    }
}
