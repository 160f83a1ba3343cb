package io.yunkong.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What one run of the command printed and answered. */
record Console(int exitCode, String out, String err) {
    static Console run(String... args) {
        return with(Map.of(), args);
    }

    static Console with(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = V2x.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Console(exitCode, out.toString(), err.toString());
    }
}
