package io.naichang.routing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A hard rule that a plan breaks, in which tour (-1: none), at which visit, and what is wrong in words for a log.
public record Violation(Rule rule, int tour, @Nullable UUID visit, String what) {}
