package io.yunkong.cli;

/** Exit codes of every command; they are part of the interface. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    static final int CANNOT_CONNECT = 3;
    static final int REFUSED = 4;

    private ExitCode() {}
}
