package io.naichang.backup;

/// Why a backup or a restore did not happen, in words for whoever typed the command.
final class Refusal extends RuntimeException {
    Refusal(String why) {
        super(why);
    }

    Refusal(String why, Throwable cause) {
        super(why, cause);
    }
}
