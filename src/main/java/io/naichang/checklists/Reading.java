package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one JSON value means as the answer to an item of some kind, looked at by itself.
sealed interface Reading {
    int LONGEST_TEXT = 10_000;
    int MOST_FILES = 50;
    Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    record Unanswered() implements Reading {}

    record Refused(AnswerProblem why) implements Reading {}

    record Answered(Answer answer, boolean outOfLimits) implements Reading {}

    static Reading of(Kind kind, @Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return new Unanswered();
        }
        return switch (kind) {
            case Kind.YesNo() ->
                value.isBoolean() ? answered(new Answer.Flag(value.booleanValue())) : refused(AnswerProblem.WRONG_TYPE);
            case Kind.Choice(List<Kind.Option> choices) -> choice(choices, value);
            case Kind.MultiChoice(List<Kind.Option> choices) -> picks(choices, value);
            case Kind.Numeric(Kind.Measure measure) -> quantity(measure, value);
            case Kind.Meter(Kind.Measure measure) -> quantity(measure, value);
            case Kind.Text() -> text(value);
            case Kind.Photo(), Kind.Signature() -> files(value);
        };
    }

    private static Reading choice(List<Kind.Option> choices, JsonNode value) {
        if (!value.isTextual()) {
            return refused(AnswerProblem.WRONG_TYPE);
        }
        if (value.textValue().isEmpty()) {
            return new Unanswered();
        }
        return offers(choices, value.textValue())
                ? answered(new Answer.Words(value.textValue()))
                : refused(AnswerProblem.UNKNOWN_CHOICE);
    }

    private static Reading picks(List<Kind.Option> choices, JsonNode value) {
        if (!isArrayOfTexts(value)) {
            return refused(AnswerProblem.WRONG_TYPE);
        }
        Set<String> picked = new HashSet<>();
        for (JsonNode each : value) {
            if (!offers(choices, each.textValue())) {
                return refused(AnswerProblem.UNKNOWN_CHOICE);
            }
            picked.add(each.textValue());
        }
        return picked.isEmpty() ? new Unanswered() : answered(new Answer.Picks(picked));
    }

    private static Reading quantity(Kind.Measure measure, JsonNode value) {
        if (!value.isNumber()) {
            return refused(AnswerProblem.WRONG_TYPE);
        }
        return Answer.Quantity.of(value)
                .<Reading>map(quantity -> new Answered(quantity, !measure.allows(quantity.value())))
                .orElse(refused(AnswerProblem.BAD_NUMBER));
    }

    private static Reading text(JsonNode value) {
        if (!value.isTextual()) {
            return refused(AnswerProblem.WRONG_TYPE);
        }
        String text = value.textValue();
        if (PlainText.isBlank(text)) {
            return new Unanswered();
        }
        if (!PlainText.isStorable(text)) {
            return refused(AnswerProblem.BAD_TEXT);
        }
        return PlainText.length(text) > LONGEST_TEXT
                ? refused(AnswerProblem.TOO_LONG)
                : answered(new Answer.Words(text));
    }

    /// One id may come bare: an app that takes a single photo should not have to make a list of it.
    private static Reading files(JsonNode value) {
        List<String> ids = new ArrayList<>();
        if (value.isTextual()) {
            if (value.textValue().isEmpty()) {
                return new Unanswered();
            }
            ids.add(value.textValue());
        } else if (isArrayOfTexts(value)) {
            value.forEach(each -> ids.add(each.textValue()));
        } else {
            return refused(AnswerProblem.WRONG_TYPE);
        }
        if (ids.size() > MOST_FILES) {
            return refused(AnswerProblem.TOO_MANY);
        }
        if (!ids.stream().allMatch(id -> UUID_FORM.matcher(id).matches())) {
            return refused(AnswerProblem.NOT_AN_ID);
        }
        return ids.isEmpty() ? new Unanswered() : answered(new Answer.Files(ids));
    }

    static boolean offers(List<Kind.Option> choices, String value) {
        return choices.stream().anyMatch(choice -> choice.value().equals(value));
    }

    private static boolean isArrayOfTexts(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
    }

    private static Reading answered(Answer answer) {
        return new Answered(answer, false);
    }

    private static Reading refused(AnswerProblem why) {
        return new Refused(why);
    }
}
