package io.yunkong.edge.link.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.Mapping;
import io.netty.util.concurrent.Future;
import io.yunkong.edge.link.DeviceLoop;
import io.yunkong.edge.link.TlsLimits;
import io.yunkong.edge.statistics.HandshakeFault;
import io.yunkong.identity.Verdict;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The way in by TLS: a bounded number of handshakes at a time, each with a time limit and a limit on its client hello; who has come through
 * has a certificate that is trusted. Every handshake ends as done or with one counted fault. Safe for use by any thread.
 */
public final class TlsDoor {
    /** Who does not read is not waited for: a revoked device must be gone in time. */
    private static final long CLOSE_NOTIFY_FLUSH_MS = 500;

    private final TlsKeeper keeper;
    private final TlsLimits limits;
    private final AtomicInteger open = new AtomicInteger();

    /** One for each listener: the limits are its own. */
    public TlsDoor(TlsKeeper keeper, TlsLimits limits) {
        this.keeper = keeper;
        this.limits = limits;
    }

    /**
     * Puts the handshake in front of whatever comes after it on this connection.
     *
     * @param next is told who has come through, on the connection's event loop, before anything he says is read
     */
    public void install(Channel channel, DeviceLoop loop, Consumer<TlsPeer> next) {
        Mapping<String, SslContext> anyName = _ -> keeper.context();
        channel.pipeline()
                .addLast("hello limit", new SniHandler(anyName, limits.clientHelloBytesMax(), 0) {
                    @Override
                    protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
                        SslHandler handler = context.newHandler(allocator, keeper.threads());
                        handler.setHandshakeTimeoutMillis(0); // one limit for all of it: the one below
                        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_FLUSH_MS);
                        return handler;
                    }
                })
                .addLast("handshake", new Handshake(channel, loop, next));
    }

    private final class Handshake extends ChannelInboundHandlerAdapter {
        private final Channel channel;
        private final DeviceLoop loop;
        private final Consumer<TlsPeer> next;
        private boolean done;
        private @Nullable Future<?> limit;

        private Handshake(Channel channel, DeviceLoop loop, Consumer<TlsPeer> next) {
            this.channel = channel;
            this.loop = loop;
            this.next = next;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            loop.counters().handshakes++;
            if (open.incrementAndGet() > limits.handshakesMax()) {
                fail(HandshakeFault.TOO_MANY, "limit=" + limits.handshakesMax());
                return;
            }
            limit = channel.eventLoop()
                    .schedule(
                            () -> fail(HandshakeFault.TIMEOUT, ""),
                            limits.handshakeTimeout().toNanos(),
                            TimeUnit.NANOSECONDS);
            context.fireChannelActive();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (!(event instanceof SslHandshakeCompletionEvent completion) || done) {
                return;
            }
            if (!completion.isSuccess()) {
                count(
                        faultOf(completion.cause()),
                        detailOf(completion.cause())); // the handler in front closes once it has written the alert
                return;
            }
            try {
                TlsPeer peer = peer(context);
                end();
                context.pipeline().remove(this);
                next.accept(peer);
            } catch (DeviceTrustManager.FaultException e) {
                fail(e.fault(), e.detail());
            } catch (SSLPeerUnverifiedException e) {
                fail(HandshakeFault.NO_CERTIFICATE, "");
            }
        }

        /** The verdict of this handshake; a session that was resumed had none of its own, and may have been revoked since. */
        private TlsPeer peer(ChannelHandlerContext context)
                throws SSLPeerUnverifiedException, DeviceTrustManager.FaultException {
            SSLSession session =
                    context.pipeline().get(SslHandler.class).engine().getSession();
            X509Certificate[] chain = Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            Object known = session.getValue(DeviceTrustManager.VERDICT);
            session.removeValue(DeviceTrustManager.VERDICT);
            Verdict.Good good = known instanceof Verdict.Good fresh
                    ? fresh
                    : keeper.trustManager().check(chain);
            return new TlsPeer(good, List.of(chain), keeper.trust());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(faultOf(cause), detailOf(cause));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(HandshakeFault.ABORTED, "");
        }

        private void fail(HandshakeFault fault, String detail) {
            count(fault, detail);
            var _ = channel.close();
        }

        /** The first fault counts. */
        private void count(HandshakeFault fault, String detail) {
            if (!done) {
                end();
                loop.refusals().handshakeFailed(fault, detail);
            }
        }

        private void end() {
            done = true;
            open.decrementAndGet();
            if (limit != null) {
                limit.cancel(false);
            }
        }
    }

    /** Nothing more goes down, by TLS or without, and the device is told so; it closes, or the linger limit does. */
    public static void closeOutput(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            var _ = tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            var _ = duplex.shutdownOutput();
        } else {
            var _ = channel.close();
        }
    }

    /** What was found out about a certificate. */
    private static String detailOf(Throwable cause) {
        for (Throwable step = cause; step != null; step = step.getCause()) {
            if (step instanceof DeviceTrustManager.FaultException fault) {
                return fault.detail();
            }
        }
        return "";
    }

    private static HandshakeFault faultOf(Throwable cause) {
        for (Throwable step = cause; step != null; step = step.getCause()) {
            switch (step) {
                case DeviceTrustManager.FaultException fault -> {
                    return fault.fault();
                }
                case NotSslRecordException _ -> {
                    return HandshakeFault.NOT_TLS;
                }
                case TooLongFrameException _ -> {
                    return HandshakeFault.HELLO_TOO_LONG;
                }
                case SSLException e
                when isNoCertificate(e) -> {
                    return HandshakeFault.NO_CERTIFICATE;
                }
                default -> {
                    // perhaps what it was caused by says more
                }
            }
        }
        return cause instanceof SSLException ? HandshakeFault.PROTOCOL : HandshakeFault.ABORTED;
    }

    /** The JDK says it in words only; a test holds it to them. */
    private static boolean isNoCertificate(SSLException e) {
        return e.getMessage() != null && e.getMessage().contains("Empty client certificate chain");
    }
}
