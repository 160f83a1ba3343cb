package io.yunkong.load.tracking;

import java.util.Arrays;

/**
 * The linear assignment problem by shortest augmenting paths with dual variables (Jonker and Volgenant 1987, without their first steps; Kuhn
 * 1955): O(rows^2 columns). Pure.
 */
final class Assignment {
    private Assignment() {}

    /**
     * Gives every row a column of its own with the least sum of costs.
     *
     * @param cost rows of equal length, not more rows than columns, finite
     * @return column by row
     */
    static int[] columnsOfRows(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        double[] rowDual = new double[rows];
        double[] columnDual = new double[columns];
        int[] rowOf = new int[columns];
        Arrays.fill(rowOf, -1);
        for (int row = 0; row < rows; row++) {
            augment(cost, row, rowOf, rowDual, columnDual);
        }
        int[] columnOf = new int[rows];
        for (int column = 0; column < columns; column++) {
            if (rowOf[column] >= 0) {
                columnOf[rowOf[column]] = column;
            }
        }
        return columnOf;
    }

    /** Finds a place for one more row along the cheapest alternating path and keeps the duals tight on it. */
    private static void augment(double[][] cost, int start, int[] rowOf, double[] rowDual, double[] columnDual) {
        int columns = rowOf.length;
        double[] distance = new double[columns];
        int[] before = new int[columns];
        boolean[] done = new boolean[columns];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int row = start;
        int reached = -1;
        double length = 0;
        while (row >= 0) {
            double least = Double.POSITIVE_INFINITY;
            int nearest = -1;
            for (int column = 0; column < columns; column++) {
                if (done[column]) {
                    continue;
                }
                double way = length + cost[row][column] - rowDual[row] - columnDual[column];
                if (way < distance[column]) {
                    distance[column] = way;
                    before[column] = reached;
                }
                if (distance[column] < least) {
                    least = distance[column];
                    nearest = column;
                }
            }
            done[nearest] = true;
            reached = nearest;
            length = least;
            row = rowOf[nearest];
        }
        rowDual[start] += length;
        for (int column = 0; column < columns; column++) {
            if (done[column] && column != reached) {
                columnDual[column] -= length - distance[column];
                rowDual[rowOf[column]] += length - distance[column];
            }
        }
        for (int column = reached; column >= 0; column = before[column]) {
            rowOf[column] = before[column] < 0 ? start : rowOf[before[column]];
        }
    }
}
