package io.yunkong.edge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.Unpooled;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.MessageFrameExt;
import io.yunkong.wire.csae.PersonalSafetyMessage;
import io.yunkong.wire.csae.SensorSharingMsg;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufMessagesTest {
    private final ProtobufMessages messages = new ProtobufMessages();

    /** Each lacks what it must have. */
    static Stream<Arguments> refused() {
        MessageFrameExt.Builder extension = MessageFrameExt.newBuilder();
        return Stream.of(
                Arguments.of("a BSM", frame().setBsmFrame(BasicSafetyMessage.getDefaultInstance()), true),
                Arguments.of("a MAP", frame().setMapFrame(MapData.getDefaultInstance()), false),
                Arguments.of(
                        "a PSM",
                        frame().setMsgFrameExt(extension.clone().setPsm(PersonalSafetyMessage.getDefaultInstance())),
                        true),
                Arguments.of(
                        "an SSM",
                        frame().setMsgFrameExt(extension.clone().setSsm(SensorSharingMsg.getDefaultInstance())),
                        false),
                Arguments.of("an empty extension", frame().setMsgFrameExt(extension.clone()), true),
                Arguments.of("an empty frame", frame(), true));
    }

    private static MessageFrame.Builder frame() {
        return MessageFrame.newBuilder();
    }

    private boolean isOwnReport(byte[] octets) {
        ProtobufMessages.RejectedException refusal = catchThrowableOfType(
                ProtobufMessages.RejectedException.class,
                () -> messages.toUper(Unpooled.wrappedBuffer(octets), octets.length));
        assertThat(refusal.reason()).isEqualTo(RejectReason.MALFORMED);
        return refusal.isOwnReport();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("refused")
    void whatItsSenderTellsOfItselfIsTheSendersOwnReport(String name, MessageFrame.Builder frame, boolean own) {
        assertThat(isOwnReport(frame.build().toByteArray())).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0x0B})
    void whatIsNoMessageMayHaveBeenMeantSo(int octet) {
        assertThat(isOwnReport(new byte[] {(byte) octet})).isTrue();
    }
}
