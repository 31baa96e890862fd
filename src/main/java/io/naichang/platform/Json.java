package io.naichang.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/// JSON from outside: duplicate keys and unknown fields are refused, depth and number lengths bounded, numbers kept
/// exact, and nothing is taken for what it is not (no number for a text, no text for a number).
public final class Json {
    /// The one mapper: of trees, of columns of type jsonb, and of everything that goes over HTTP.
    public static final ObjectMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(40)
                            // PostgreSQL writes an exponent out in digits, and what we stored we must be able to read.
                            .maxNumberLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new Storable())
                    .addDeserializer(Duration.class, new FromText<>(Duration.class, DurationDeserializer.INSTANCE))
                    .addDeserializer(Instant.class, new FromText<>(Instant.class, InstantDeserializer.INSTANT))
                    .addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, LocalDateDeserializer.INSTANCE)))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, Json::textIsText)
            // An empty text is no id; Jackson would clear the field.
            .withCoercionConfig(
                    LogicalType.OtherScalar,
                    ids -> ids.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .defaultLeniency(false)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private Json() {}

    private static void textIsText(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /// Text that PostgreSQL can keep: without NUL and without half a surrogate pair.
    private static final class Storable extends StdScalarDeserializer<String> {
        private Storable() {
            super(String.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (!isStorable(text)) {
                context.reportInputMismatch(String.class, "holds what no database keeps");
            }
            return text;
        }
    }

    /// False if PostgreSQL cannot keep this text: it holds NUL or half a surrogate pair.
    static boolean isStorable(String text) {
        return text.chars().noneMatch(each -> each == 0 || Character.isSurrogate((char) each))
                || text.codePoints().noneMatch(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF));
    }

    /// Jackson also takes numbers and lists for times and durations, and years of more than four digits, which RFC 3339
    /// does not
    /// have.
    private static final class FromText<T> extends StdDeserializer<T> {
        private final transient JsonDeserializer<T> reader;

        private FromText(Class<T> type, JsonDeserializer<T> reader) {
            super(type);
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                context.reportWrongTokenException(handledType(), JsonToken.VALUE_STRING, "must be text");
            }
            if (isBeyond(parser.getText())) {
                context.reportInputMismatch(handledType(), "a year has four digits, and nothing has a sign");
            }
            return reader.deserialize(parser, context);
        }
    }

    /// True of a time as only ISO 8601 writes it, with a sign before its year.
    static boolean isBeyond(String time) {
        return time.startsWith("+") || time.startsWith("-");
    }

    @Produces
    @Singleton
    static ObjectMapper mapper() {
        return MAPPER;
    }

    /// Parses text that we wrote ourselves.
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }

    /// Parses text that we wrote ourselves and that is an object.
    public static ObjectNode object(String text) {
        return (ObjectNode) parse(text);
    }

    /// A new empty object.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
