package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.checklists.ItemProblem.Code;
import java.util.List;
import java.util.Optional;

/// Reads what a condition compares an answer with, which must be something that item can be answered.
record OperandParser(TemplateFields fields, Problems problems) {
    private static final int LONGEST_TEXT = 200;

    Optional<Answer> value(Kind kind, JsonNode operand, String path) {
        return switch (kind) {
            case Kind.Numeric _, Kind.Meter _ -> fields.number(operand, path).map(number -> number);
            case Kind.YesNo _ ->
                operand.isBoolean()
                        ? Optional.of(new Answer.Flag(operand.booleanValue()))
                        : fields.wrongType(path, "true or false");
            case Kind.Choice(List<Kind.Option> choices) ->
                offered(choices, operand, path).map(Answer.Words::new);
            case Kind.Text _ -> fields.text(operand, path, LONGEST_TEXT).map(Answer.Words::new);
            case Kind.MultiChoice _, Kind.Photo _, Kind.Signature _ -> notFor(kind, path);
        };
    }

    Optional<String> pick(Kind kind, JsonNode operand, String path) {
        return kind instanceof Kind.MultiChoice(var choices) ? offered(choices, operand, path) : notFor(kind, path);
    }

    Optional<Answer.Quantity> limit(Kind kind, JsonNode operand, String path) {
        return kind instanceof Kind.Numeric || kind instanceof Kind.Meter
                ? fields.number(operand, path)
                : notFor(kind, path);
    }

    private Optional<String> offered(List<Kind.Option> choices, JsonNode operand, String path) {
        if (!operand.isTextual()) {
            return fields.wrongType(path, "a string");
        }
        if (!Reading.offers(choices, operand.textValue())) {
            problems.add(path, Code.UNKNOWN_CHOICE, "That item has no choice " + Problems.quoted(operand.textValue()));
            return Optional.empty();
        }
        return Optional.of(operand.textValue());
    }

    private <T> Optional<T> notFor(Kind kind, String path) {
        problems.add(path, Code.NOT_FOR_KIND, "An item of kind " + kind.word() + " cannot be compared so");
        return Optional.empty();
    }
}
