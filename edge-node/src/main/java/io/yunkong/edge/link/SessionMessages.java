package io.yunkong.edge.link;

import com.google.protobuf.CodedInputStream;
import io.netty.buffer.ByteBuf;
import io.yunkong.wire.DeviceMessage;
import java.io.IOException;

/** Parses session messages of devices. */
final class SessionMessages {
    private static final int NESTING_MAX = 8;

    private SessionMessages() {}

    /**
     * @param in its next {@code length} octets are taken out
     * @throws IOException if they are no DeviceMessage
     */
    static DeviceMessage parse(ByteBuf in, int length) throws IOException {
        byte[] octets = new byte[length];
        in.readBytes(octets);
        CodedInputStream coded = CodedInputStream.newInstance(octets);
        coded.setRecursionLimit(NESTING_MAX);
        DeviceMessage message = DeviceMessage.parseFrom(coded);
        coded.checkLastTagWas(0);
        return message;
    }
}
