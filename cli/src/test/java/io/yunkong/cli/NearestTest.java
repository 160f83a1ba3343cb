package io.yunkong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
    @Test
    void whatTheNameIsAPartOfComesFirstThenWhatDiffersInTheFewestLetters() {
        List<String> known = List.of("slw-a-little-fast", "fcw-next-lane", "fcw-standing-car", "avw-truck", "fcw-next");
        assertThat(Nearest.to("slw", known)).first().isEqualTo("slw-a-little-fast");
        assertThat(Nearest.to("fcw-nxt-lane", known)).hasSize(3).startsWith("fcw-next-lane", "fcw-next");
        assertThat(Nearest.to("", List.of("b", "a"))).containsExactly("a", "b");
        assertThat(Nearest.to("x", List.of())).isEmpty();
    }
}
