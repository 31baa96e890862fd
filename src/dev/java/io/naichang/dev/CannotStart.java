package io.naichang.dev;

/// Something outside of the program must change first. The message is written for the person at the terminal, who
/// gets it without a stack trace.
public final class CannotStart extends RuntimeException {
    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
