package io.yunkong.load.observe;

import java.io.IOException;

/** Takes the lines of a recording in the order of arrival, each with its end. */
public interface LineSink {
    void line(String line) throws IOException;
}
