package io.yunkong.cli;

/** A piece of input that is refused: one sentence for the user. The input behind it is read on, as a rule. */
final class CodecFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean endsTheFile;

    CodecFailure(String message) {
        this(message, false);
    }

    CodecFailure(String message, boolean endsTheFile) {
        super(message, null, false, false);
        this.endsTheFile = endsTheFile;
    }

    /** Whether the rest of the file is of no use either. */
    boolean endsTheFile() {
        return endsTheFile;
    }
}
