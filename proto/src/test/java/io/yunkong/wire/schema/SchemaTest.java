package io.yunkong.wire.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import io.yunkong.wire.csae.FullPositionVector;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.ReferencePath;
import io.yunkong.wire.schema.Type.Member;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What differs between the editions, and no more. */
class SchemaTest {
    @Test
    void theEditionsDifferInSizesOfLists() {
        assertThat(member(Edition.E2019, MapData.getDescriptor(), "nodes")
                        .type()
                        .toString())
                .contains("max=63");
        assertThat(member(Edition.E2020, MapData.getDescriptor(), "nodes")
                        .type()
                        .toString())
                .contains("max=32");
        assertThat(list(Edition.E2019)).isEqualTo(new Type.Size(1, 32, false));
        assertThat(list(Edition.E2020)).isEqualTo(new Type.Size(2, 32, false));
    }

    @Test
    void theLinkWidthIsMandatoryFrom2020On() {
        assertThat(member(Edition.E2019, Link.getDescriptor(), "linkWidth").optional())
                .isTrue();
        assertThat(member(Edition.E2020, Link.getDescriptor(), "linkWidth").optional())
                .isFalse();
    }

    @Test
    void theInitialPositionOf2019HasAnErrorEllipse() {
        Descriptor vector = FullPositionVector.getDescriptor();
        assertThat(names(Edition.E2019, vector))
                .containsSubsequence("speed", "posAccuracy", "posConficence", "timeConfidence");
        assertThat(names(Edition.E2020, vector)).containsSubsequence("speed", "posAccuracy", "timeConfidence");
        assertThat(names(Edition.E2020, vector)).doesNotContain("posConficence");
    }

    @Test
    void theDay2FrameIsAnAdditionOf2020() {
        assertThat(Schema.frame(Edition.E2019).additions()).isEmpty();
        assertThat(Schema.frame(Edition.E2020).additions())
                .extracting(Member::name)
                .containsExactly("msgFrameExt");
    }

    private static Type.Size list(Edition edition) {
        Member path = member(edition, ReferencePath.getDescriptor(), "activePath");
        return ((Type.ListOf) path.type()).size();
    }

    private static Stream<String> names(Edition edition, Descriptor message) {
        return ((Type.Sequence) Schema.type(edition, message)).root().stream().map(Member::name);
    }

    private static Member member(Edition edition, Descriptor message, String name) {
        return ((Type.Sequence) Schema.type(edition, message))
                .root().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    }
}
