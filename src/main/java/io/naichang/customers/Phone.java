package io.naichang.customers;

import org.jspecify.annotations.Nullable;

/// Telephone numbers as they are kept: E.164, or a short Thai number such as 1669.
final class Phone {
    static final String FORM = "\\+[1-9][0-9]{6,14}|[1-9][0-9]{2,4}";
    static final String FAULT = "must be a telephone number such as +66812345678 or 081-234-5678";

    private Phone() {}

    /// Takes out what only helps reading and puts +66 for the leading zero of a Thai number; checks nothing.
    static @Nullable String normal(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        String digits = typed.replaceAll("[\\s().-]", "");
        return digits.matches("0[0-9]{8,9}") ? "+66" + digits.substring(1) : digits;
    }
}
