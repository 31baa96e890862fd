package io.naichang.platform;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// The one way in which anything thrown becomes an answer.
class ProblemMapper {
    static final String TYPE = "application/problem+json";
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    /// A rule about several fields says in its message at which of them it is told: `plannedEnd: must be …`.
    private static final Pattern OF_SEVERAL = Pattern.compile("(\\w+): (.*)");

    private final SecurityIdentity identity;

    ProblemMapper(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return answer(problem);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e) {
        return answer(unauthorized());
    }

    static Problem unauthorized() {
        return Problem.of(401, "token-expired", "Sign in, or refresh the token.")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /// A disabled technician's token still lets his phone hand in what he did, and is no token for the rest.
    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return answer(
                identity.hasRole("push-only")
                        ? Problem.of(401, "user-disabled", "An admin has disabled this user; his phone may only push.")
                        : Problem.of(403, "not-permitted", "Your role does not allow this."));
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        return answer(violationProblem(e.getConstraintViolations()));
    }

    /// What is wrong with a form: the first field in the order of the alphabet, and all that is wrong in words.
    static Problem violationProblem(Set<? extends ConstraintViolation<?>> violations) {
        TreeMap<String, String> faults = new TreeMap<>();
        violations.forEach(each -> {
            Matcher ofSeveral = OF_SEVERAL.matcher(each.getMessage());
            boolean named = ofSeveral.matches();
            faults.merge(
                    named ? ofSeveral.group(1) : field(each.getPropertyPath()),
                    named ? ofSeveral.group(2) : each.getMessage(),
                    (one, other) -> one + ", " + other);
        });
        String detail = faults.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining("; "));
        return Problem.invalid("invalid", faults.firstKey(), detail);
    }

    /// Method parameters come first in the path (`create.request.lat`); callers know only what follows.
    private static String field(Path path) {
        Iterator<Path.Node> nodes = path.iterator();
        StringBuilder name = new StringBuilder();
        while (nodes.hasNext()) {
            Path.Node node = nodes.next();
            boolean named = switch (node.getKind()) {
                case METHOD, PARAMETER -> !nodes.hasNext();
                // The node before it tells the index or the key.
                case CONTAINER_ELEMENT -> false;
                default -> true;
            };
            if (named) {
                // Of a body that is a list, the first member tells which element it is of.
                String element = node.getIndex() == null ? "" : node.getIndex() + ".";
                name.append(name.isEmpty() ? element : ".").append(node);
            }
        }
        return name.toString().replace(".<list element>", "").replace('[', '.').replace("]", "");
    }

    /// Quarkus answers this one without a word, unless it is named.
    @ServerExceptionMapper
    Response json(MismatchedInputException e) {
        return answer(jsonProblem(e));
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        return answer(jsonProblem(e));
    }

    /// Quarkus has a mapper of its own for these, which a more general one of ours does not replace.
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return answer(jsonProblem(e));
    }

    /// What is wrong with a JSON text, for whoever reads one: a syntax error, an unknown field or a wrong type.
    static Problem jsonProblem(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid("unknown-field", path(unknown), "There is no field " + unknown.getPropertyName());
        }
        if (e instanceof JsonParseException || !(e instanceof JsonMappingException mapping)) {
            return Problem.invalid("malformed", "", "Not JSON: " + e.getOriginalMessage());
        }
        if (mapping.getCause() instanceof Problem nested) {
            return nested;
        }
        if (mapping.getPath().isEmpty()) {
            return Problem.invalid("malformed", "", "The body is not the JSON object that is wanted.");
        }
        return Problem.invalid("invalid", path(mapping), "Wrong type or value");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(at -> at.getFieldName() == null ? String.valueOf(at.getIndex()) : at.getFieldName())
                .collect(Collectors.joining("."));
    }

    @ServerExceptionMapper
    Response store(ObjectStoreUnavailable e) {
        LOG.error("the object store failed", e);
        Problem problem = Problem.of(503, "store-unavailable", "Photos and files cannot be reached now; try again.");
        return Response.fromResponse(answer(problem))
                .header("Retry-After", "15")
                .build();
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (e.getCause() instanceof JsonProcessingException json) {
            return answer(jsonProblem(json));
        }
        String code = switch (status) {
            case 400 -> "malformed";
            case 401 -> "token-expired";
            case 403 -> "not-permitted";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            default -> status >= 500 ? "internal" : "refused";
        };
        if (status >= 500) {
            LOG.error("request failed", e);
        }
        return answer(Problem.of(status, code, "HTTP " + status));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        Problem constraint = constraintProblem(e);
        if (constraint != null) {
            return answer(constraint);
        }
        if (Problems.causeOf(e).outage()) {
            LOG.error("the database failed", e);
            return answer(Problems.Cause.busy());
        }
        if (hungUp(e)) {
            LOG.debug("a caller hung up before he had his answer", e);
        } else {
            LOG.error("request failed", e);
        }
        return answer(Problem.of(500, "internal", "The server failed; nothing was changed. It has been logged."));
    }

    /// Phones on mountains do so all day; nobody needs to be told.
    private static boolean hungUp(Throwable e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(HttpClosedException.class::isInstance);
    }

    /// The database has the last word on what is true; its named constraints are refusals like any other.
    static @Nullable Problem constraintProblem(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException) {
                return raceLost();
            }
            if (cause instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
                ServerErrorMessage message = sql.getServerErrorMessage();
                String name = message == null || message.getConstraint() == null ? "" : message.getConstraint();
                Problem problem = byState(sql, name);
                if (problem != null) {
                    return problem.with("constraint", name.isEmpty() ? null : name);
                }
            }
        }
        return null;
    }

    private static @Nullable Problem byState(SQLException e, String constraint) {
        return switch (String.valueOf(e.getSQLState())) {
            case "23505" -> Problem.conflict("already-exists", "Something with this key exists already.");
            case "23503" -> Problem.conflict("reference-missing", "It refers to, or is used by, something else.");
            case "23514", "23502" -> Problem.of(400, "invalid", "A rule of the database refuses this value.");
            case "23P01" ->
                constraint.startsWith("visit")
                        ? Problem.conflict("double-booked", "The technician has another visit planned at that time.")
                        : Problem.conflict("overlaps", "There is another one for that time.");
            case "22003", "22P02", "22P05", "22021", "22007", "22008" ->
                Problem.of(400, "invalid", "A value cannot be stored.");
            case "40001", "40P01" -> raceLost();
            default -> null;
        };
    }

    private static Problem raceLost() {
        return Problem.conflict("race-lost", "Somebody else changed it at the same moment.");
    }

    /// Answers what is refused before JAX-RS begins.
    static void answer(Problem problem, HttpServerResponse response) {
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                .end(Json.MAPPER.valueToTree(problem.body()).toString());
    }

    static Response answer(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(TYPE).entity(problem.body());
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
