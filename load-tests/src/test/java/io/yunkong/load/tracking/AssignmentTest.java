package io.yunkong.load.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class AssignmentTest {
    private static double[][] costs(SplittableRandom random, int rows, int columns) {
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            Arrays.setAll(row, i -> random.nextInt(3) == 0 ? 0 : random.nextDouble(-5, 20));
        }
        return cost;
    }

    /** By trying everything. */
    private static double least(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                least = Math.min(least, cost[row][column] + least(cost, row + 1, taken));
                taken[column] = false;
            }
        }
        return least;
    }

    @RepeatedTest(50)
    void findsTheLeastSum(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int rows = random.nextInt(1, 7);
        double[][] cost = costs(random, rows, random.nextInt(rows, 8));
        int[] columnOf = Assignment.columnsOfRows(cost);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += cost[row][columnOf[row]];
        }
        assertThat(columnOf).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(sum).as("seed %d", seed).isCloseTo(least(cost, 0, new boolean[cost[0].length]), within(1e-9));
    }

    @RepeatedTest(50)
    void aSparseMatchingIsWorthAsMuchAsTheFullAssignment(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int rows = random.nextInt(1, 12);
        int columns = random.nextInt(rows, 14);
        double[][] cost = new double[rows][columns];
        Matching matching = new Matching(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (random.nextInt(5) == 0) {
                    cost[row][column] = -random.nextDouble(0.1, 5);
                    matching.offer(row, column, -cost[row][column]);
                }
            }
        }
        int[] full = Assignment.columnsOfRows(cost);
        int[] sparse = matching.columnsOfRows();
        double expected = 0;
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            expected += cost[row][full[row]];
            sum += sparse[row] < 0 ? 0 : cost[row][sparse[row]];
        }
        assertThat(Arrays.stream(sparse).filter(column -> column >= 0).toArray())
                .as("seed %d", seed)
                .doesNotHaveDuplicates();
        assertThat(sum).as("seed %d", seed).isCloseTo(expected, within(1e-9));
    }

    @Test
    void moreRowsThanColumnsLeaveRowsWithoutColumn() {
        Matching matching = new Matching(3, 1);
        matching.offer(0, 0, 1);
        matching.offer(1, 0, 3);
        matching.offer(2, 0, 2);
        assertThat(matching.columnsOfRows()).containsExactly(-1, 0, -1);
    }
}
