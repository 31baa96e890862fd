package io.naichang.sync;

import java.util.UUID;

/// What sync must know of the people who push; answered by the feature that keeps them.
public interface People {
    /// The name to put beside a text, or the id where there is no such person.
    String nameOf(UUID user);

    /// False if the user was disabled: what he pushes is received and kept, nothing of it is applied.
    boolean isActive(UUID user);
}
