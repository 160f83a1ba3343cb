package io.yunkong.edge.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.yunkong.edge.downlink.RoadsideFrame;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.IntersectionState;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.NodeReferenceID;
import io.yunkong.wire.csae.SPAT;
import io.yunkong.wire.schema.Edition;
import org.junit.jupiter.api.Test;

/** What makes what useless when there is too much to do. */
final class ReportTest {
    private static Report signals(long station, int count, int intersection) {
        MessageFrame frame = MessageFrame.newBuilder()
                .setSpatFrame(SPAT.newBuilder()
                        .setMsgCnt(count)
                        .addIntersections(IntersectionState.newBuilder()
                                .setIntersectionId(NodeReferenceID.newBuilder().setId(intersection))))
                .build();
        return new Report.Relayed(new RoadsideFrame(
                station, DownlinkMessage.DOWNLINK_MESSAGE_SPAT, frame, Edition.E2020, ByteString.EMPTY, 0));
    }

    @Test
    void signalsReplaceThoseOfTheirIntersectionAndNoOthers() {
        assertThat(signals(1, 5, 7).key()).isEqualTo(signals(1, 4, 7).key());
        assertThat(signals(1, 5, 7).key()).isNotEqualTo(signals(1, 5, 8).key());
        assertThat(signals(1, 5, 7).key()).isNotEqualTo(signals(2, 5, 7).key());
    }
}
