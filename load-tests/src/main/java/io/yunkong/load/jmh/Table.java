package io.yunkong.load.jmh;

import java.util.List;
import java.util.StringJoiner;

/** Writes rows of a table that can be read as it is and pasted into a page. Immutable. */
record Table(List<Column> columns) {
    /** Narrower values are filled up with blanks: on the right when negative, else on the left. */
    record Column(String title, int width) {}

    Table {
        columns = List.copyOf(columns);
    }

    /** The titles and the line below them. */
    String head() {
        return row(columns.stream().map(Column::title).toArray(String[]::new)) + System.lineSeparator()
                + "|---".repeat(columns.size()) + "|";
    }

    String row(String... values) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |");
        for (int i = 0; i < values.length; i++) {
            row.add(("%" + columns.get(i).width() + "s").formatted(values[i]));
        }
        return row.toString();
    }
}
