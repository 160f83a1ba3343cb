package io.yunkong.load.fleet;

import io.yunkong.load.budget.MessageClass;
import io.yunkong.wire.Accepted;
import io.yunkong.wire.Advice;
import io.yunkong.wire.AdviceAck;
import io.yunkong.wire.DeviceMessage;
import io.yunkong.wire.EdgeMessage;
import io.yunkong.wire.Heartbeat;
import io.yunkong.wire.Hello;
import io.yunkong.wire.Warning;
import io.yunkong.wire.WarningAck;
import io.yunkong.wire.WarningPhase;
import org.jspecify.annotations.Nullable;

/**
 * One connected device: a session that sends frames and hears what comes down, may lose its connection and comes back. Records how long
 * connections, resumptions and heartbeats take. Lives on one event loop.
 */
final class Vehicle {
    /** What happens to it, on its event loop. */
    interface Listener {
        /** @param resumed the session of before goes on */
        void accepted(boolean resumed);

        /** Only what has not come before. */
        default void warned(Warning warning) {}

        default void advised(Advice advice) {}

        /** A message frame of the standard. */
        default void told(byte[] uper) {}

        /** Refused or cut off, not by itself. Not called after {@link Vehicle#close}. */
        void lost(String reason);
    }

    private static final int ATTEMPTS_MAX = 6;

    private final Surroundings surroundings;
    private final Device device;
    private final Listener listener;
    private final SequenceAccount account;
    private @Nullable Connection connection;
    private String session = "";
    private @Nullable Storm storm;
    private int attempts;
    private long connectUs;
    private long heartbeatUs;
    private boolean accepted;
    private boolean returning;
    private boolean closed;
    private @Nullable Runnable afterClose;

    Vehicle(Surroundings surroundings, Device device, Listener listener) {
        this.surroundings = surroundings;
        this.device = device;
        this.listener = listener;
        this.account = new SequenceAccount(surroundings.tally());
    }

    /** @param intendedUs when it was to connect */
    void connect(long intendedUs) {
        connectUs = intendedUs;
        connection = Connection.open(surroundings, new Ear());
    }

    /** Breaks the connection as a lost radio link does, and comes back as the storm has it. Only if it has a session then. */
    void endure(Storm weather) {
        surroundings.at(weather.deafUs(), () -> {
            Connection open = connection;
            if (isIn() && open != null) {
                open.deafen();
            }
        });
        surroundings.at(weather.cutUs(), () -> {
            Connection open = connection;
            if (!isIn() || open == null) {
                return;
            }
            storm = weather;
            accepted = false;
            returning = true;
            heartbeatUs = 0;
            surroundings.tally().cut();
            open.reset();
            long backUs = weather.backUs(device.station());
            surroundings.at(backUs, () -> connect(backUs));
        });
    }

    /** Whether it has a session now. */
    boolean isIn() {
        return accepted && !closed;
    }

    /** Sends a message frame. While it is away it is lost, as in the field. */
    void send(Connection.FrameMaker maker) {
        send(maker, surroundings.tally()::sent);
    }

    void send(Connection.FrameMaker maker, Runnable counter) {
        Connection open = connection;
        if (isIn() && open != null && open.write(maker)) {
            counter.run();
        }
    }

    /** Asks for a sign of life; the one before must have been answered. */
    void heartbeat(long intendedUs) {
        if (!isIn()) {
            return;
        }
        if (heartbeatUs != 0) {
            failed(MessageClass.HEARTBEAT, heartbeatUs, "no answer by the next heartbeat");
        }
        heartbeatUs = intendedUs;
        say(DeviceMessage.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setSentAtUs(intendedUs))
                .build());
    }

    private void say(DeviceMessage message) {
        Connection open = connection;
        if (open != null) {
            open.say(message);
        }
    }

    /**
     * Leaves in good order: the edge reads all that was sent. Who is away comes back before.
     *
     * @param then runs once, when the connection is gone
     */
    void close(Runnable then) {
        boolean lost = closed;
        closed = true;
        afterClose = then;
        if (lost) {
            finish();
        } else if (!returning) {
            leave();
        }
    }

    private void leave() {
        Connection open = connection;
        if (open != null) {
            open.end();
        }
    }

    private void finish() {
        Runnable then = afterClose;
        afterClose = null;
        if (then != null) {
            then.run();
        }
    }

    private void broken(String reason) {
        Storm weather = storm;
        if (weather != null && returning && ++attempts < ATTEMPTS_MAX) {
            long againUs = surroundings.nowUs() + weather.waitUs(device.station(), attempts);
            surroundings.at(againUs, () -> connect(connectUs));
            return;
        }
        if (returning) {
            failed(MessageClass.RESUME, connectUs, reason);
            returning = false;
        }
        if (closed) {
            finish();
        } else {
            closed = true;
            listener.lost(reason);
        }
    }

    private void accepted(Accepted answer) {
        accepted = true;
        returning = false;
        attempts = 0;
        session = answer.getSessionId();
        account.begin(answer.getResumed());
        Storm weather = storm;
        if (weather == null) {
            succeeded(MessageClass.CONNECT, connectUs);
        } else if (answer.getResumed()) {
            surroundings.tally().resumed();
            succeeded(MessageClass.RESUME, connectUs);
            succeeded(MessageClass.AWAY, weather.cutUs());
        } else {
            failed(MessageClass.RESUME, connectUs, "session not resumed");
        }
        if (closed) {
            leave();
        } else {
            listener.accepted(answer.getResumed());
        }
    }

    private void warned(Warning warning) {
        if (warning.getPhase() == WarningPhase.WARNING_PHASE_RAISED) { // only a raise is acknowledged
            say(DeviceMessage.newBuilder()
                    .setWarningAck(WarningAck.newBuilder()
                            .setWarningId(warning.getWarningId())
                            .setPhase(warning.getPhase()))
                    .build());
        }
        listener.warned(warning);
    }

    private void advised(Advice advice) {
        say(DeviceMessage.newBuilder()
                .setAdviceAck(AdviceAck.newBuilder().setAdviceId(advice.getAdviceId()))
                .build());
        listener.advised(advice);
    }

    private void answered(Heartbeat answer) {
        if (answer.getAnswerToUs() != 0 && answer.getAnswerToUs() == heartbeatUs) {
            succeeded(MessageClass.HEARTBEAT, heartbeatUs);
            heartbeatUs = 0;
        }
    }

    void succeeded(MessageClass what, long startUs) {
        surroundings
                .recorder()
                .succeeded(what.key(), startUs / 1000, surroundings.clock().millis());
    }

    void failed(MessageClass what, long startUs, String reason) {
        surroundings
                .recorder()
                .failed(what.key(), startUs / 1000, surroundings.clock().millis(), reason);
    }

    /** Hears the connection it has now. */
    private final class Ear implements Connection.Listener {
        private @Nullable String refusal;

        @Override
        public void opened() {
            if (closed && !returning) {
                leave(); // before it had come in
                return;
            }
            Hello hello = session.isEmpty() ? device.hello() : device.hello(session, account.last());
            say(DeviceMessage.newBuilder().setHello(hello).build());
        }

        @Override
        public void heard(EdgeMessage message) {
            if (!account.fresh(message.getSequence())) {
                return;
            }
            switch (message.getBodyCase()) {
                case ACCEPTED -> accepted(message.getAccepted());
                case REFUSED -> refusal = "refused: " + message.getRefused().getReason(); // and closes
                case WARNING -> warned(message.getWarning());
                case ADVICE -> advised(message.getAdvice());
                case HEARTBEAT -> answered(message.getHeartbeat());
                case ZONE_STATUS, POSITION_USE, DATAGRAM_KEY, BODY_NOT_SET -> {
                    // Nothing to do.
                }
            }
        }

        @Override
        public void told(byte[] uper) {
            listener.told(uper);
        }

        @Override
        public void closed(String reason) {
            broken(refusal == null ? reason : refusal);
        }
    }
}
