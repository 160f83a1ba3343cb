package io.yunkong.load.device;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.Hello;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import io.yunkong.wire.frame.ProtocolVersion;
import io.yunkong.wire.uper.BsmWriter;
import java.util.HexFormat;

/** Makes the frames that a device sends. Not thread-safe: one event loop. */
public final class DeviceFrames {
    /** BasicVehicleClass of T/CSAE 53: passenger vehicle, type unknown. */
    private static final int CAR = 10;

    private final double lengthM;
    private final double widthM;
    private final BsmWriter writer = new BsmWriter();
    private final byte[] encoded = new byte[BsmWriter.BYTES_MAX];

    /** @param lengthM of every vehicle, metres; the width likewise */
    public DeviceFrames(double lengthM, double widthM) {
        this.lengthM = lengthM;
        this.widthM = widthM;
    }

    /** The kind of socket for an event loop. */
    public static Class<? extends SocketChannel> channel(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
                ? EpollSocketChannel.class
                : NioSocketChannel.class;
    }

    /** Cuts what an edge sends into frames: the type, then the payload. */
    public static LengthFieldBasedFrameDecoder decoder() {
        return new LengthFieldBasedFrameDecoder(
                FrameHeader.DEVICE_FRAME_BYTES_MAX + FrameHeader.LENGTH_BYTES,
                0,
                FrameHeader.LENGTH_BYTES,
                0,
                FrameHeader.LENGTH_BYTES);
    }

    /** The first frame of an onboard unit's session. */
    public static ByteBuf hello(Channel channel, String idPrefix, long station, String zone) {
        return hello(channel, DeviceKind.DEVICE_KIND_ONBOARD_UNIT, idPrefix, station, zone);
    }

    /** The first frame of a session. */
    public static ByteBuf hello(Channel channel, DeviceKind kind, String idPrefix, long station, String zone) {
        return session(
                channel,
                DeviceMessage.newBuilder()
                        .setHello(Hello.newBuilder()
                                .setProtocolVersion(ProtocolVersion.SESSION)
                                .setDeviceId(idPrefix + HexFormat.of().toHexDigits(station))
                                .setKind(kind)
                                .setZone(zone)
                                .setStationId(station))
                        .build());
    }

    /** A session message. */
    public static ByteBuf session(Channel channel, DeviceMessage message) {
        byte[] payload = message.toByteArray();
        return frame(channel, FrameType.SESSION, payload, payload.length);
    }

    /**
     * A state as BSM.
     *
     * @param count of the message, any number
     * @param atUs time of the state, microseconds since 1970 UTC
     */
    public ByteBuf bsm(Channel channel, long station, long count, long atUs, DrivenState state) {
        int length = bsm(station, count, atUs, state, encoded);
        return uper(channel, encoded, length);
    }

    /** An encoded message of T/CSAE 53. */
    public static ByteBuf uper(Channel channel, byte[] message, int length) {
        return frame(channel, FrameType.UPER, message, length);
    }

    /**
     * A state as BSM, without the frame around it.
     *
     * @param into {@link BsmWriter#BYTES_MAX} octets or more
     * @return octets written
     */
    public int bsm(long station, long count, long atUs, DrivenState state, byte[] into) {
        return writer.clear()
                .messageCount((int) (count % 128))
                .id(station)
                .secondMark((int) (atUs / 1000 % 60_000))
                .position((int) Math.round(state.latitudeDeg() * 1e7), (int) Math.round(state.longitudeDeg() * 1e7))
                .speed((int) Math.round(state.speedMps() / 0.02))
                .heading((int) Math.round(state.headingDeg() / 0.0125) % 28_800)
                .acceleration(0, 0, 0, 0)
                .size((int) (widthM * 100), (int) (lengthM * 100))
                .vehicleClass(CAR)
                .encode(into);
    }

    private static ByteBuf frame(Channel channel, FrameType type, byte[] payload, int length) {
        int header = FrameHeader.encode(type, length, FrameHeader.DEVICE_FRAME_BYTES_MAX);
        return channel.alloc()
                .buffer(FrameHeader.BYTES + length)
                .writeMedium(header)
                .writeBytes(payload, 0, length);
    }
}
