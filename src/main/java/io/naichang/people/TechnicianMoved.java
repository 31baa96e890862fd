package io.naichang.people;

import java.util.UUID;

/// A technician was made, or drives another van, or belongs to another region. Fired inside the transaction, so that
/// whoever follows his stock changes it in the same one.
public record TechnicianMoved(UUID user) {}
