package io.naichang.platform;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The day or instant lies between 1900 and 2199; a year of the Buddhist era (2569 for 2026) typed by mistake does not.
@Constraint(validatedBy = {CommonEra.Check.class, CommonEra.InstantCheck.class})
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface CommonEra {
    /// The refusal in words.
    String message() default "must be of the common era, between 1900 and 2199";

    /// Of Bean Validation.
    Class<?>[] groups() default {};

    /// Of Bean Validation.
    Class<? extends Payload>[] payload() default {};

    /// The rule for instants.
    class InstantCheck implements ConstraintValidator<CommonEra, Instant> {
        private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
        private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

        @Override
        public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
            return instant == null || (!instant.isBefore(FIRST) && instant.isBefore(END));
        }
    }

    /// The rule for days.
    class Check implements ConstraintValidator<CommonEra, LocalDate> {
        @Override
        public boolean isValid(@Nullable LocalDate day, ConstraintValidatorContext context) {
            return day == null || (day.getYear() >= 1900 && day.getYear() < 2200);
        }
    }
}
