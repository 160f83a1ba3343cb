package io.yunkong.load.gatling;

import com.typesafe.scalalogging.Logger;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import scala.Option;

/** Runs one {@link Exchange} per virtual user. */
public final class ExchangeAction implements Action {
    private final String name;
    private final EdgeProtocol protocol;
    private final CoreComponents core;
    private final Function<Session, Exchange> exchanges;
    private final Action next;

    private ExchangeAction(
            String name, EdgeProtocol.Components components, Function<Session, Exchange> exchanges, Action next) {
        this.name = name;
        this.protocol = components.protocol();
        this.core = components.core();
        this.exchanges = exchanges;
        this.next = next;
    }

    /** A step of a scenario. */
    public static ActionBuilder exchange(String name, Supplier<Exchange> exchanges) {
        return step(name, _ -> exchanges.get());
    }

    /** A step that looks at the user's session when its turn comes. */
    static ActionBuilder step(String name, Function<Session, Exchange> exchanges) {
        return () -> new io.gatling.core.action.builder.ActionBuilder() {
            @Override
            public Action build(ScenarioContext context, Action next) {
                return new ExchangeAction(
                        name, context.protocolComponentsRegistry().components(EdgeProtocol.KEY), exchanges, next);
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void execute(Session session) {
        exchanges.apply(session).start(protocol.edge(), session.eventLoop(), new SessionRecorder(session));
    }

    @Override
    public Logger logger() {
        return Logger.apply(LoggerFactory.getLogger(ExchangeAction.class));
    }

    @Override
    public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger logger) {
        // Scala's trait initialiser; the logger is looked up above.
    }

    private final class SessionRecorder implements Exchange.Recorder {
        private final Session session;

        SessionRecorder(Session session) {
            this.session = session;
        }

        @Override
        public void succeeded(String request, long startMs, long endMs) {
            log(request, startMs, endMs, OK$.MODULE$, null);
        }

        @Override
        public void failed(String request, long startMs, long endMs, String reason) {
            log(request, startMs, endMs, KO$.MODULE$, reason);
        }

        private void log(String request, long startMs, long endMs, Status status, @Nullable String reason) {
            core.statsEngine()
                    .logResponse(
                            session.scenario(),
                            session.groups(),
                            request,
                            startMs,
                            endMs,
                            status,
                            Option.empty(),
                            Option.apply(reason));
        }

        @Override
        public void done() {
            next.$bang(session);
        }
    }
}
