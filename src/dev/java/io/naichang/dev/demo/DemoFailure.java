package io.naichang.dev.demo;

import org.jspecify.annotations.Nullable;

/// The story cannot go on; the message says why.
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
