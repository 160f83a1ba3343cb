package io.yunkong.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code HOST:PORT}; port 0 means any free one where something is bound. */
final class AddressConverter implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new TypeConversionException("not an address: value=" + text + ", expected HOST:PORT such as 127.0.0.1:7420");
        }
        int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("not a port: value=" + text.substring(colon + 1) + ", limit=65535");
        }
        if (port < 0 || port > 65_535) {
            throw new TypeConversionException("port out of range: port=" + port + ", limit=65535");
        }
        InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
        if (address.isUnresolved()) {
            throw new TypeConversionException("unknown host: host=" + text.substring(0, colon));
        }
        return address;
    }
}
