package io.yunkong.load.fleet;

import io.yunkong.load.gatling.Exchange;

/** Leaves out what began before everything was warm. Failures count from the beginning. */
record WarmRecorder(Exchange.Recorder recorder, long fromMs) implements Exchange.Recorder {
    @Override
    public void succeeded(String name, long startMs, long endMs) {
        if (startMs >= fromMs) {
            recorder.succeeded(name, startMs, endMs);
        }
    }

    @Override
    public void failed(String name, long startMs, long endMs, String reason) {
        recorder.failed(name, startMs, endMs, reason);
    }

    @Override
    public void done() {
        recorder.done();
    }
}
