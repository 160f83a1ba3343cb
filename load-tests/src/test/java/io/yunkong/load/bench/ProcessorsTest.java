package io.yunkong.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class ProcessorsTest {
    @Test
    void timeTakenByOtherMachinesCountsAsBusyAndWaitingForDisksDoesNot() {
        String stat = "cpu  100 5 40 9000 300 7 8 20 60 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n";
        assertThat(Processors.busyNs(stat)).isEqualTo((100 + 5 + 40 + 7 + 8 + 20) * 1e7);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHoldsMemoryAndTheMachineHasBeenBusy() throws Exception {
        assertThat(Processors.residentBytes(ProcessHandle.current().pid())).isGreaterThan(1e6);
        assertThat(Processors.busyNs()).isPositive();
    }
}
