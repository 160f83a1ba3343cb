package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.wire.csae.BasicSafetyMessage;
import io.yunkong.wire.csae.BrakeSystemStatus;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.ParticipantData;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.csae.PositionOffsetLL;
import io.yunkong.wire.csae.RoadsideSafetyMessage;
import io.yunkong.wire.csae.VehicleSafetyExtensions;
import io.yunkong.wire.schema.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The hand-written views and the general codec read the same out of the same frame. */
class ViewsAgreeTest {
    private static final long SEED = 20_261_121;

    private final MessageCodec codec = MessageCodec.of(Edition.E2020);
    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();

    @Test
    void onBsms() throws Exception {
        for (byte[] octets : frames("bsmFrame")) {
            BasicSafetyMessage message = codec.decode(octets).getBsmFrame();
            bsm.wrap(octets, 0, octets.length);
            assertThat(read(bsm)).isEqualTo(read(message));
        }
    }

    @Test
    void onRsms() throws Exception {
        Position3D amidTheMap = Position3D.newBuilder()
                .setLat(348_000_000)
                .setLong(1_138_000_000)
                .build();
        for (byte[] drawn : frames("rsmFrame")) {
            // Across a pole or the date line the view turns offsets into positions by rules of its own, which have
            // tests of their own.
            RoadsideSafetyMessage message = codec.decode(drawn).getRsmFrame().toBuilder()
                    .setRefPos(amidTheMap)
                    .build();
            byte[] octets =
                    codec.encode(MessageFrame.newBuilder().setRsmFrame(message).build());
            rsm.wrap(octets, 0, octets.length);
            assertThat(rsm.participantCount()).isEqualTo(message.getParticipantsCount());
            for (ParticipantData participant : message.getParticipantsList()) {
                assertThat(rsm.next()).isTrue();
                assertThat(read(rsm.participant())).isEqualTo(read(participant, message.getRefPos()));
            }
        }
    }

    @Test
    void onWhatIsRefused() {
        Random random = new Random(SEED);
        List<byte[]> frames = vectors("bsmFrame");
        frames.addAll(vectors("rsmFrame"));
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = frames.get(random.nextInt(frames.size())).clone();
            int bit = random.nextInt(octets.length * Byte.SIZE - 4) + 4;
            octets[bit >>> 3] ^= (byte) (0x80 >>> (bit & 7));
            assertThat(isReadByView(octets)).as("frame %d", i).isEqualTo(isReadByCodec(octets));
        }
    }

    private boolean isReadByView(byte[] octets) {
        try {
            if (MessageKind.of(octets[0]) == MessageKind.BSM) {
                bsm.wrap(octets, 0, octets.length);
            } else {
                rsm.wrap(octets, 0, octets.length);
            }
            return true;
        } catch (UperException e) {
            return false;
        }
    }

    private boolean isReadByCodec(byte[] octets) {
        try {
            codec.decode(octets);
            return true;
        } catch (UperException e) {
            return false;
        }
    }

    private static List<Object> read(BsmView v) {
        return List.of(
                v.messageCount(),
                v.id(),
                v.secondMark(),
                v.hasTimeConfidence(),
                v.timeConfidence(),
                v.latitude(),
                v.longitude(),
                v.hasElevation(),
                v.elevation(),
                v.transmission(),
                v.speed(),
                v.heading(),
                v.hasSteeringWheelAngle(),
                v.steeringWheelAngle(),
                v.speedConfidence(),
                v.headingConfidence(),
                v.steeringConfidence(),
                v.longitudinalAcceleration(),
                v.lateralAcceleration(),
                v.verticalAcceleration(),
                v.yawRate(),
                v.brakes().pedal(),
                v.brakes().hasWheelBrakes(),
                v.brakes().hasWheelBrakes() ? v.brakes().wheelBrakes() : 0,
                v.brakes().tractionControl(),
                v.brakes().antiLock(),
                v.brakes().stabilityControl(),
                v.brakes().boost(),
                v.brakes().auxiliary(),
                v.width(),
                v.length(),
                v.hasHeight(),
                v.height(),
                v.vehicleClass(),
                v.hasFuelType(),
                v.fuelType(),
                v.eventFlags(),
                v.exteriorLights(),
                v.safety().pathHistoryPoints(),
                v.safety().hasPathPrediction());
    }

    private static List<Object> read(BasicSafetyMessage m) {
        BrakeSystemStatus brakes = m.getBrakes();
        VehicleSafetyExtensions safety = m.getSafetyExt();
        return List.of(
                m.getMsgCnt(),
                m.getId().asReadOnlyByteBuffer().getLong(),
                m.getSecMark(),
                m.hasTimeConfidence(),
                m.getTimeConfidenceValue(),
                m.getPos().getLat(),
                m.getPos().getLong(),
                m.getPos().hasElevation(),
                elevation(m.getPos()),
                m.getTransmissionValue(),
                m.getSpeed(),
                m.getHeading(),
                m.hasAngle(),
                m.hasAngle() ? m.getAngle() : 127,
                m.getMotionCfd().getSpeedCfdValue(),
                m.getMotionCfd().getHeadingCfdValue(),
                m.getMotionCfd().getSteerCfdValue(),
                m.getAccelSet().getLong(),
                m.getAccelSet().getLat(),
                m.getAccelSet().getVert(),
                m.getAccelSet().getYaw(),
                brakes.getBrakePadelValue(),
                brakes.hasWheelBrakes(),
                brakes.getWheelBrakes(),
                brakes.getTractionValue(),
                brakes.getAbsValue(),
                brakes.getScsValue(),
                brakes.getBrakeBoostValue(),
                brakes.getAuxBrakesValue(),
                m.getSize().getWidth(),
                m.getSize().getLength(),
                m.getSize().hasHeight(),
                m.getSize().getHeight(),
                m.getVehicleClass().getClassification(),
                m.getVehicleClass().hasFuelType(),
                m.getVehicleClass().getFuelType(),
                (int) safety.getEvents().getBits(),
                (int) safety.getLights().getBits(),
                safety.getPathHistory().getCrumbDataCount(),
                safety.hasPathPrediction());
    }

    private static List<Object> read(RsmParticipant p) {
        return List.of(
                p.type(),
                p.participantId(),
                p.source(),
                p.hasId(),
                p.hasId() ? p.id() : 0,
                p.secondMark(),
                p.latitude(),
                p.longitude(),
                p.positionConfidence(),
                p.elevationConfidence(),
                p.hasTransmission(),
                p.speed(),
                p.heading(),
                p.hasSteeringWheelAngle(),
                p.hasAcceleration(),
                p.width(),
                p.length(),
                p.hasHeight(),
                p.hasVehicleClass());
    }

    private static List<Object> read(ParticipantData p, Position3D reference) {
        PositionOffsetLL offset = p.getPos().getOffsetLL();
        int[] lonLat = switch (offset.getAlternativeCase()) {
            case POSITION_LL1 ->
                new int[] {
                    offset.getPositionLL1().getLon(), offset.getPositionLL1().getLat()
                };
            case POSITION_LL2 ->
                new int[] {
                    offset.getPositionLL2().getLon(), offset.getPositionLL2().getLat()
                };
            case POSITION_LL3 ->
                new int[] {
                    offset.getPositionLL3().getLon(), offset.getPositionLL3().getLat()
                };
            case POSITION_LL4 ->
                new int[] {
                    offset.getPositionLL4().getLon(), offset.getPositionLL4().getLat()
                };
            case POSITION_LL5 ->
                new int[] {
                    offset.getPositionLL5().getLon(), offset.getPositionLL5().getLat()
                };
            case POSITION_LL6 ->
                new int[] {
                    offset.getPositionLL6().getLon(), offset.getPositionLL6().getLat()
                };
            case POSITION_LATLON, ALTERNATIVE_NOT_SET -> new int[0];
        };
        boolean absolute = offset.hasPositionLatLon();
        int latitude = absolute ? offset.getPositionLatLon().getLat() : reference.getLat() + lonLat[1];
        int longitude = absolute ? offset.getPositionLatLon().getLon() : reference.getLong() + lonLat[0];
        return List.of(
                known(p.getPtcTypeValue(), 4),
                p.getPtcId(),
                known(p.getSourceValue(), 7),
                p.hasId(),
                p.hasId() ? p.getId().asReadOnlyByteBuffer().getLong() : 0,
                p.getSecMark(),
                latitude,
                longitude,
                p.getPosConfidence().getPosValue(),
                p.getPosConfidence().getElevationValue(),
                p.hasTransmission(),
                p.getSpeed(),
                p.getHeading(),
                p.hasAngle(),
                p.hasAccelSet(),
                p.getSize().getWidth(),
                p.getSize().getLength(),
                p.getSize().hasHeight(),
                p.hasVehicleClass());
    }

    private static int elevation(Position3D position) {
        return position.hasElevation() ? position.getElevation() : -4096;
    }

    private static int known(int index, int last) {
        return index > last ? DataElements.EXTENSION_VALUE : index;
    }

    private List<byte[]> frames(String alternative) throws ValueException {
        List<byte[]> frames = vectors(alternative);
        RandomFrames random = new RandomFrames(Edition.E2020, new Random(SEED), false);
        for (int i = 0; i < 2_000; i++) {
            MessageFrame frame = random.next(alternative);
            frames.add(codec.encode(frame));
        }
        return frames;
    }

    private static List<byte[]> vectors(String alternative) {
        return new ArrayList<>(VectorFile.all()
                .filter(v -> v.edition() == Edition.E2020 && v.value().startsWith("{\"" + alternative + "\""))
                .map(VectorFile::octets)
                .toList());
    }
}
