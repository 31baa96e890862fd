package io.naichang.shifts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The pause lies within the shift, and durations are whole minutes.
@Constraint(validatedBy = HoursFit.Check.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface HoursFit {
    /// The refusal in words.
    String message() default "must begin within the shift and end before it does";

    /// Of Bean Validation.
    Class<?>[] groups() default {};

    /// Of Bean Validation.
    Class<? extends Payload>[] payload() default {};

    /// The rule. What is missing or no time of day has been refused by name already.
    class Check implements ConstraintValidator<HoursFit, Hours> {
        private static final String WHOLE = "must be whole minutes";

        @Override
        public boolean isValid(@Nullable Hours hours, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            if (hours == null || !isTime(hours.start()) || !isTime(hours.end())) {
                return true;
            }
            if (!isWhole(hours.overtime())) {
                return refused(context, WHOLE, "overtime");
            }
            Hours.Pause pause = hours.pause();
            if (pause == null || !isTime(pause.earliest()) || !isTime(pause.latest()) || isNegative(pause.length())) {
                return true;
            }
            if (!isWhole(pause.length())) {
                return refused(context, WHOLE, "pause");
            }
            return hours.pauseFits() || refused(context, "must begin within the shift and end before it does", "pause");
        }

        private static boolean refused(ConstraintValidatorContext context, String why, String field) {
            context.buildConstraintViolationWithTemplate(why)
                    .addPropertyNode(field)
                    .addConstraintViolation();
            return false;
        }

        private static boolean isTime(@Nullable String text) {
            return text != null && text.matches(Hours.HOUR);
        }

        private static boolean isNegative(@Nullable Duration duration) {
            return duration == null || duration.isNegative();
        }

        private static boolean isWhole(Duration duration) {
            return duration.equals(Duration.ofMinutes(duration.toMinutes()));
        }
    }
}
