package io.naichang.platform;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Refuses query parameters that an operation does not have, and values that are none: a filter with a slip of the pen
/// would be passed over, and the caller would take everything for what he asked for.
///
/// What an operation has is read from its method when the program starts, which of a native image is when it is built.
@Provider
class KnownParameters implements DynamicFeature {
    @Override
    public void configure(ResourceInfo operation, FeatureContext context) {
        Method method = operation.getResourceMethod();
        // A stream of events outlives its answer, and clients put parameters of their own on it against caches.
        if (!isStream(method)) {
            context.register(new Filter(parameters(method)));
        }
    }

    private static boolean isStream(Method method) {
        Produces produces = method.getAnnotation(Produces.class);
        return produces != null && Set.of(produces.value()).contains(MediaType.SERVER_SENT_EVENTS);
    }

    private static Map<String, Class<?>> parameters(Method method) {
        Map<String, Class<?>> parameters = new TreeMap<>();
        for (Parameter each : method.getParameters()) {
            if (each.isAnnotationPresent(BeanParam.class)) {
                Stream.of(each.getType().getDeclaredFields()).forEach(field -> add(parameters, field, field.getType()));
            } else {
                add(parameters, each, each.getType());
            }
        }
        return parameters;
    }

    private static void add(Map<String, Class<?>> parameters, AnnotatedElement element, Class<?> type) {
        QueryParam parameter = element.getAnnotation(QueryParam.class);
        if (parameter != null) {
            parameters.put(parameter.value(), type);
        }
    }

    private record Filter(Map<String, Class<?>> known) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.getUriInfo().getQueryParameters().forEach(this::check);
        }

        private void check(String name, List<String> values) {
            Class<?> type = known.get(name);
            if (type == null) {
                String all = known.isEmpty() ? "none" : String.join(", ", known.keySet());
                throw Problem.invalid("unknown-parameter", name, "There is no such query parameter; known: " + all);
            }
            if (values.size() > 1) {
                throw Problem.invalid("invalid", name, "It is given more than once; only one can be looked for.");
            }
            for (String value : values) {
                if (value.isEmpty() && type != String.class) {
                    throw Problem.invalid("invalid", name, "It is empty; leave it out.");
                }
                if (!Json.isStorable(value)) {
                    throw Problem.invalid("invalid", name, "It holds the character NUL or half of a surrogate pair.");
                }
            }
        }
    }
}
