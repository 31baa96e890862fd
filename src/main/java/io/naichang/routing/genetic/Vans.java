package io.naichang.routing.genetic;

/// So many vans that are alike: each holds `capacity`, leaves place `home` from `from` on, is back there by
/// `to`, and is under way for at most `longest` seconds.
public record Vans(int count, int capacity, int home, int from, int to, int longest) {}
