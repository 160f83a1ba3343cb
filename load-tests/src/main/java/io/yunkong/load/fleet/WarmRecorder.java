package io.yunkong.load.fleet;

import io.yunkong.load.gatling.Exchange;

/** Leaves out what began before everything was warm: whoever is slow then has not failed. */
record WarmRecorder(Exchange.Recorder recorder, long fromMs) implements Exchange.Recorder {
    @Override
    public void succeeded(String name, long startMs, long endMs) {
        if (startMs >= fromMs) {
            recorder.succeeded(name, startMs, endMs);
        }
    }

    @Override
    public void failed(String name, long startMs, long endMs, String reason) {
        if (startMs >= fromMs) {
            recorder.failed(name, startMs, endMs, reason);
        }
    }

    @Override
    public void done() {
        recorder.done();
    }
}
