package io.yunkong.sim.scenario;

/** A scenario that cannot be used: which file and line, and why. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Message "file:line: reason; scenario refused" on one line, whatever the file held; without the line when it is 0. */
    public ScenarioException(String file, int line, String reason) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason.replaceAll("\\p{Cntrl}+", " ")
                + "; scenario refused");
    }
}
