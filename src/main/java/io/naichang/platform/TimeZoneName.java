package io.naichang.platform;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A name of the IANA time zone database, such as `Asia/Bangkok`; an offset is none.
@Constraint(validatedBy = TimeZoneName.Check.class)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface TimeZoneName {
    /// The refusal in words.
    String message() default "must be a time zone such as Asia/Bangkok";

    /// Of Bean Validation.
    Class<?>[] groups() default {};

    /// Of Bean Validation.
    Class<? extends Payload>[] payload() default {};

    /// The rule.
    class Check implements ConstraintValidator<TimeZoneName, String> {
        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            return name == null || ZoneId.getAvailableZoneIds().contains(name);
        }
    }
}
