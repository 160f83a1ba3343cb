package io.yunkong.load.gatling;

import io.gatling.core.CoreComponents;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolComponents;
import io.gatling.core.protocol.ProtocolKey;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.net.InetSocketAddress;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * The session protocol of an edge node as a Gatling protocol.
 *
 * @param edge TCP address of the edge
 */
public record EdgeProtocol(InetSocketAddress edge) implements Protocol, ProtocolBuilder {

    static final ProtocolKey<EdgeProtocol, Components> KEY = new Key();

    @Override
    public Protocol protocol() {
        return this;
    }

    /** What actions get at run time. */
    record Components(EdgeProtocol protocol, CoreComponents core) implements ProtocolComponents {
        @Override
        public Function1<Session, Session> onStart() {
            return session -> session;
        }

        @Override
        public Function1<Session, BoxedUnit> onExit() {
            return session -> BoxedUnit.UNIT;
        }
    }

    private static final class Key implements ProtocolKey<EdgeProtocol, Components> {
        @Override
        @SuppressWarnings("unchecked") // the Scala type is Class[Protocol]
        public Class<Protocol> protocolClass() {
            return (Class<Protocol>) (Class<?>) EdgeProtocol.class;
        }

        @Override
        public EdgeProtocol defaultProtocolValue(GatlingConfiguration configuration) {
            throw new IllegalStateException(
                    "no edge address: protocols(new EdgeProtocol(address)) is missing; simulation refused");
        }

        @Override
        public Function1<EdgeProtocol, Components> newComponents(CoreComponents core) {
            return protocol -> new Components(protocol, core);
        }
    }
}
