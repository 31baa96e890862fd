package io.naichang.platform;

import java.util.UUID;

/// Says whether anything of a feature hangs on a row of another one, which must then not be deleted. The feature that
/// owns the row knows nothing of those that refer to it.
public interface Dependents {
    /// The collection whose rows these are, for the refusal.
    String name();

    /// True if one of them refers to this row of `collection`.
    boolean hangOn(String collection, UUID id);
}
