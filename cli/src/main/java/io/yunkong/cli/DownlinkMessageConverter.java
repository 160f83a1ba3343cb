package io.yunkong.cli;

import io.yunkong.wire.DownlinkMessage;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Messages on the way down as people write them: {@code notice}, {@code rsi}, {@code spat}. */
final class DownlinkMessageConverter implements ITypeConverter<DownlinkMessage> {
    private static final String PREFIX = "DOWNLINK_MESSAGE_";

    @Override
    public DownlinkMessage convert(String text) {
        for (DownlinkMessage message : DownlinkMessage.values()) {
            boolean named =
                    message != DownlinkMessage.DOWNLINK_MESSAGE_UNSPECIFIED && message != DownlinkMessage.UNRECOGNIZED;
            if (named && message.name().equals(PREFIX + text.toUpperCase(Locale.ROOT))) {
                return message;
            }
        }
        throw new TypeConversionException(
                "not a message: value=" + text + ", expected notice, rsi, rsm, ssm, rsc, spat or map");
    }
}
