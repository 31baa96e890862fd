package io.naichang.checklists;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.platform.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the desk writes of a template. Items that make no sense are refused here, with everything that is wrong with
/// them at once; those that do are kept in one form, so that equal forms are equal however they were written.
///
/// @param key what seeds and imports call it
/// @param visitKinds kinds of visits that it is meant for; empty: any
@Schema(name = "ChecklistTemplateForm")
@RegisterForReflection
record TemplateForm(
        @Size(max = 64) @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") @Nullable
        String key,

        @NotNull @Valid Title title,

        List<@NotNull @Pattern(regexp = VISIT_KINDS) String> visitKinds,

        @NotNull
        @Schema(
                type = SchemaType.ARRAY,
                implementation = Object.class,
                description = "See mobile-api-spec/checklists/README.md")
        JsonNode items) {
    static final String VISIT_KINDS = "installation|repair|preventive|inspection|survey|delivery";

    TemplateForm {
        visitKinds =
                visitKinds == null ? List.of() : visitKinds.stream().distinct().toList();
        items = items == null ? null : sensible(items);
    }

    /// What a template is called, in Thai and in English.
    @Schema(name = "ChecklistTitle")
    @RegisterForReflection
    record Title(
            @NotBlank @Size(max = 200) @Pattern(regexp = STORABLE, message = FAULT)
            String th,

            @NotBlank @Size(max = 200) @Pattern(regexp = STORABLE, message = FAULT)
            String en) {
        /// PostgreSQL cannot keep half of a surrogate pair.
        private static final String STORABLE = "[^\\x{D800}-\\x{DFFF}]*";

        private static final String FAULT = "must not hold half of a surrogate pair";
    }

    @RegisterForReflection
    private record Fault(String path, String code, String reason) {}

    private static JsonNode sensible(JsonNode items) {
        return switch (ChecklistItems.parse(items)) {
            case ItemsOutcome.Valid(ChecklistItems valid) -> valid.toJson();
            case ItemsOutcome.Invalid(List<ItemProblem> problems) ->
                throw Problem.invalid("invalid-template", "items", "Its items make no sense; see problems.")
                        .with(
                                "problems",
                                problems.stream()
                                        .map(each -> new Fault(
                                                each.path(), each.code().wire(), each.reason()))
                                        .toList());
        };
    }
}
