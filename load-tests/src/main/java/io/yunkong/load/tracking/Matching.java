package io.yunkong.load.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The matching of greatest gain between rows and columns of which few pairs are worth anything: the pairs fall into small groups that do not
 * touch each other, and each group is an assignment of its own. One owner, one use.
 */
final class Matching {
    private final int rows;
    private final int[] root;
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(int row, int column, double gain) {}

    Matching(int rows, int columns) {
        this.rows = rows;
        this.root = new int[rows + columns];
        Arrays.setAll(root, i -> i);
    }

    /** A pair that is worth something. Others are never matched. */
    void offer(int row, int column, double gain) {
        if (gain > 0) {
            pairs.add(new Pair(row, column, gain));
            root[find(row)] = find(rows + column);
        }
    }

    private int find(int node) {
        int top = node;
        while (root[top] != top) {
            root[top] = root[root[top]];
            top = root[top];
        }
        return top;
    }

    /** Column by row, -1 where there is none. */
    int[] columnsOfRows() {
        Map<Integer, List<Pair>> groups = new HashMap<>();
        for (Pair pair : pairs) {
            groups.computeIfAbsent(find(pair.row), _ -> new ArrayList<>()).add(pair);
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (List<Pair> group : groups.values()) {
            if (group.size() == 1) {
                columnOf[group.getFirst().row] = group.getFirst().column;
            } else {
                match(group, columnOf);
            }
        }
        return columnOf;
    }

    private static void match(List<Pair> group, int[] columnOf) {
        int[] rowIds = group.stream().mapToInt(Pair::row).sorted().distinct().toArray();
        int[] columnIds =
                group.stream().mapToInt(Pair::column).sorted().distinct().toArray();
        boolean wide = rowIds.length <= columnIds.length;
        double[][] cost =
                new double[Math.min(rowIds.length, columnIds.length)][Math.max(rowIds.length, columnIds.length)];
        for (Pair pair : group) {
            int row = Arrays.binarySearch(rowIds, pair.row);
            int column = Arrays.binarySearch(columnIds, pair.column);
            cost[wide ? row : column][wide ? column : row] = -pair.gain;
        }
        int[] other = Assignment.columnsOfRows(cost);
        for (int i = 0; i < other.length; i++) {
            if (cost[i][other[i]] < 0) {
                columnOf[rowIds[wide ? i : other[i]]] = columnIds[wide ? other[i] : i];
            }
        }
    }
}
