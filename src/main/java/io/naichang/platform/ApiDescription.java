package io.naichang.platform;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Completes the API's description at build time with what holds for every operation: that it may answer a problem, and
/// an order of paths and schemas in which one release can be compared with another.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String PROBLEM = "#/components/schemas/Problem";

    /// Name of the security scheme, as `quarkus.smallrye-openapi.security-scheme-name` has it.
    private static final String BEARER = "bearer";

    private static final Pattern WORDS = Pattern.compile("[a-z]+(-[a-z]+)*(\\|[a-z]+(-[a-z]+)*)+");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        components.addSchema("Problem", problem());
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("The accessToken of signIn or refreshToken."));
        components.setSchemas(new LinkedHashMap<>(new TreeMap<>(components.getSchemas())));
        Paths sorted = OASFactory.createPaths();
        new TreeMap<>(api.getPaths().getPathItems()).forEach((path, item) -> {
            item.getOperations().forEach((method, operation) -> complete(path, method, operation));
            sorted.addPathItem(path, item);
        });
        api.setPaths(sorted);
        api.setTags(null);
    }

    /// A pattern that is a list of words is said as one; any other holds for the whole text, as Bean Validation means
    /// it.
    @Override
    public Schema filterSchema(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && WORDS.matcher(pattern).matches()) {
            schema.setPattern(null);
            schema.setEnumeration(List.of((Object[]) pattern.split("\\|")));
        } else if (pattern != null && !pattern.equals("\\S")) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
        return schema;
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        operation.setTags(List.of(path.split("/", -1)[3]));
        APIResponses responses = operation.getResponses();
        // What the container adds by itself says nothing that the default does not.
        Map<String, APIResponse> own = new TreeMap<>(responses.getAPIResponses());
        own.keySet().removeIf(status -> !status.startsWith("2") && !status.startsWith("3"));
        own.values().forEach(each -> describe(method, each));
        responses.setAPIResponses(own);
        responses.addAPIResponse(
                "default",
                OASFactory.createAPIResponse()
                        .description("A problem (RFC 9457); `code` is one of the closed list in problems.md.")
                        .content(problemContent()));
    }

    private static void describe(PathItem.HttpMethod method, APIResponse response) {
        boolean unsaid =
                response.getDescription() == null || response.getDescription().isBlank();
        if (unsaid && response.getContent() == null) {
            response.setDescription("Done.");
        } else if (unsaid
                || response.getDescription().equals("OK")
                || response.getDescription().equals("Created")) {
            response.setDescription(method == PathItem.HttpMethod.GET ? "As it is now." : "As it is afterwards.");
        }
    }

    private static Content problemContent() {
        return OASFactory.createContent()
                .addMediaType(
                        ProblemMapper.TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
    }

    private static Schema problem() {
        Schema code = text("Switch on this, on nothing else.");
        ProblemCodes.ALL.forEach(code::addEnumeration);
        Schema status = OASFactory.createSchema().addType(Schema.SchemaType.INTEGER);
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457. Some codes bring further members, named in problems.md.")
                .addProperty("type", text("`urn:naichang:problem:` and the code."))
                .addProperty("title", text("The code in words."))
                .addProperty("status", status)
                .addProperty("code", code)
                .addProperty("detail", text("What was wrong, for whoever reads the log."))
                .addProperty("field", text("The field or parameter at fault, if one is; dots lead inwards."))
                .additionalPropertiesSchema(OASFactory.createSchema())
                .required(List.of("type", "title", "status", "code"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
