package io.naichang.parts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// A currency of ISO 4217, such as `THB`.
@Constraint(validatedBy = CurrencyCode.Check.class)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface CurrencyCode {
    /// The refusal in words.
    String message() default "must be a currency such as THB";

    /// Of Bean Validation.
    Class<?>[] groups() default {};

    /// Of Bean Validation.
    Class<? extends Payload>[] payload() default {};

    /// The rule.
    class Check implements ConstraintValidator<CurrencyCode, String> {
        @Override
        public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
            return code == null
                    || Currency.getAvailableCurrencies().stream()
                            .anyMatch(each -> each.getCurrencyCode().equals(code));
        }
    }
}
