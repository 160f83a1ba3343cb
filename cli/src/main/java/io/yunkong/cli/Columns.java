package io.yunkong.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells under one another, each column as wide as its widest cell. Not thread-safe. */
final class Columns {
    private static final String GAP = "  ";

    private final String indent;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param indent what every line begins with */
    Columns(String indent) {
        this.indent = indent;
    }

    Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The rows, each with its line end. */
    String text() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i < widths.size()) {
                    widths.set(i, Math.max(widths.get(i), width));
                } else {
                    widths.add(width);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i))
                        .repeat(' ', widths.get(i) - row.get(i).length())
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
