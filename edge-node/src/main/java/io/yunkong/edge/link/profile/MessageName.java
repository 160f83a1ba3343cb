package io.yunkong.edge.link.profile;

import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.uper.MessageKind;
import java.util.Locale;
import java.util.Optional;

/** A message as topics and profile files name it: its usual abbreviation. */
public enum MessageName {
    BSM("bsmFrame", DownlinkMessage.DOWNLINK_MESSAGE_UNSPECIFIED),
    MAP("mapFrame", DownlinkMessage.DOWNLINK_MESSAGE_MAP),
    RSM("rsmFrame", DownlinkMessage.DOWNLINK_MESSAGE_RSM),
    SPAT("spatFrame", DownlinkMessage.DOWNLINK_MESSAGE_SPAT),
    RSI("rsiFrame", DownlinkMessage.DOWNLINK_MESSAGE_RSI),
    RSC("rsc", 11, DownlinkMessage.DOWNLINK_MESSAGE_RSC),
    SSM("ssm", 12, DownlinkMessage.DOWNLINK_MESSAGE_SSM),
    VIR("vir", 13, DownlinkMessage.DOWNLINK_MESSAGE_VIR),
    PSM("psm", 15, DownlinkMessage.DOWNLINK_MESSAGE_UNSPECIFIED),
    /** The platform's own EdgeMessage in protobuf: warnings, zone status. No message of the standard. */
    NOTICE("", DownlinkMessage.DOWNLINK_MESSAGE_NOTICE);

    private static final int DAY_1 = -1;

    private final String field;
    private final int messageId;
    private final DownlinkMessage downlink;

    MessageName(String field, DownlinkMessage downlink) {
        this(field, DAY_1, downlink);
    }

    MessageName(String field, int messageId, DownlinkMessage downlink) {
        this.field = field;
        this.messageId = messageId;
        this.downlink = downlink;
    }

    /** Its field in MessageFrame, of a Day 2 message in MessageFrameExt. */
    String field() {
        return field;
    }

    boolean isDay2() {
        return messageId != DAY_1;
    }

    /** The key of a list of them in OpenV2X JSON: {@code rsms}. */
    String listKey() {
        return key() + "s";
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a device may be sent these. */
    public boolean goesDown() {
        return downlink != DownlinkMessage.DOWNLINK_MESSAGE_UNSPECIFIED;
    }

    /** What devices call it that say what they understand. */
    public DownlinkMessage downlink() {
        return downlink;
    }

    /** What a UPER frame holds, by its first octets; empty when it is none of these. */
    public static Optional<MessageName> of(byte[] frame) {
        return switch (frame.length == 0 ? MessageKind.UNKNOWN : MessageKind.of(frame[0])) {
            case BSM -> Optional.of(BSM);
            case MAP -> Optional.of(MAP);
            case RSM -> Optional.of(RSM);
            case SPAT -> Optional.of(SPAT);
            case RSI -> Optional.of(RSI);
            case EXTENSION -> ofDay2(frame);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** After the choice come the length of the open type, in 1 or 2 octets, then an extension bit and the number of the message in 15. */
    private static Optional<MessageName> ofDay2(byte[] frame) {
        int start = frame.length > 1 && (frame[1] & 0x80) != 0 ? 3 : 2;
        if (frame.length < start + 2) {
            return Optional.empty();
        }
        int number = (frame[start] & 0x7F) << 8 | (frame[start + 1] & 0xFF);
        for (MessageName name : values()) {
            if (name.isDay2() && name.messageId == number) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
