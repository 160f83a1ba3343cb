package io.yunkong.load.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.IoEventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * A socket for each vehicle, over which it sends bare datagrams, one for a BSM. Nothing is answered to such; what asks goes over sessions of
 * others, one for a hundred vehicles, which the same event loop of the edge answers.
 */
final class DatagramWire implements Wire {
    private static final int VEHICLES_A_SESSION = 100;

    private final Generator.Plan plan;
    private final Run run;
    private final BsmTable table;
    private final @Nullable Channel[] channels;
    private final SessionWire sessions;
    private int nextSession;

    /**
     * For one run.
     *
     * @param run the event loop, and who is told
     */
    DatagramWire(Generator.Plan plan, Run run) {
        this.plan = plan;
        this.run = run;
        this.channels = new Channel[plan.vehicles()];
        this.table = new BsmTable(plan.traffic(), plan.vehicles(), plan.firstStation(), 0, 0);
        this.sessions = new SessionWire(
                plan.with(Math.ceilDiv(plan.vehicles(), VEHICLES_A_SESSION), plan.firstStation() + plan.vehicles()),
                run,
                Told::byEdge);
    }

    @Override
    public int connections() {
        return plan.vehicles() + sessions.connections();
    }

    @Override
    public void connect(int connection) {
        if (connection >= plan.vehicles()) {
            sessions.connect(connection - plan.vehicles());
            return;
        }
        new Bootstrap()
                .group(run.loop())
                .channel(datagramChannel())
                .handler(new SimpleChannelInboundHandler<DatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, DatagramPacket told) {
                        // how much the edge's warnings cover: nobody is warned here
                    }
                })
                .connect(plan.address("udp_port"))
                .addListener((ChannelFuture connect) -> {
                    if (connect.isSuccess()) {
                        channels[connection] = connect.channel();
                        run.ear().connected();
                    } else {
                        run.ear()
                                .failed("no socket: vehicle=" + connection + ", reason="
                                        + connect.cause().getMessage());
                    }
                });
    }

    private Class<? extends DatagramChannel> datagramChannel() {
        return run.loop() instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
                ? EpollDatagramChannel.class
                : NioDatagramChannel.class;
    }

    @Override
    public boolean send(int vehicle, long count, double timeS, long atUs, boolean asks) {
        Channel channel = channels[vehicle];
        if (channel == null) {
            return false;
        }
        table.write(vehicle, count, timeS, atUs);
        boolean sent = DirectOutput.send(channel, table.memory(), table.startAt(vehicle), table.messageBytes());
        if (!sent || !asks) {
            return sent;
        }
        nextSession = (nextSession + 1) % sessions.connections();
        return sessions.ask(nextSession, atUs);
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            if (channel != null) {
                channel.close();
            }
        }
        table.close();
        sessions.close();
    }
}
