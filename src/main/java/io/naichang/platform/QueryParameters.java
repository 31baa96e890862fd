package io.naichang.platform;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads query parameters. JAX-RS takes one of the wrong form for a page that does not exist (404); here it is a fault
/// of the request, told with the parameter's name.
@Provider
class QueryParameters implements ParamConverterProvider {
    @Override
    @SuppressWarnings("unchecked") // each branch answers a converter of the raw type
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> raw, Type generic, Annotation[] annotations) {
        String name = Stream.of(annotations)
                .filter(QueryParam.class::isInstance)
                .map(each -> ((QueryParam) each).value())
                .findFirst()
                .orElse("");
        if (name.isEmpty()) {
            return null;
        }
        if (raw == UUID.class) {
            return (ParamConverter<T>) new Converter<>(name, "must be a UUID", UUID::fromString);
        }
        if (raw == Instant.class) {
            return (ParamConverter<T>) new Converter<>(name, "must be an RFC 3339 instant", QueryParameters::instant);
        }
        if (raw == LocalDate.class) {
            return (ParamConverter<T>) new Converter<>(name, "must be a day, YYYY-MM-DD", QueryParameters::day);
        }
        if (raw == int.class || raw == Integer.class) {
            return (ParamConverter<T>) new Converter<>(name, "must be a whole number", Integer::valueOf);
        }
        return raw == double.class || raw == Double.class
                ? (ParamConverter<T>) new Converter<>(name, "must be a number", Double::valueOf)
                : null;
    }

    private static Instant instant(String value) {
        if (Json.isBeyond(value)) {
            throw new DateTimeException("a year has four digits");
        }
        return Instant.parse(value);
    }

    private static LocalDate day(String value) {
        if (Json.isBeyond(value)) {
            throw new DateTimeException("a year has four digits");
        }
        return LocalDate.parse(value);
    }

    private record Converter<T>(String name, String fault, Function<String, T> parse) implements ParamConverter<T> {
        @Override
        public T fromString(String value) {
            try {
                return parse.apply(value);
            } catch (RuntimeException e) {
                throw new WebApplicationException(ProblemMapper.answer(Problem.invalid("invalid", name, fault)));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
