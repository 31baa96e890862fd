package io.naichang.dev.simulate;

/// No answer came: nobody knows whether the request arrived.
final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;

    Lost(String why) {
        super(why);
    }
}
