package io.naichang.feeds;

import io.naichang.people.Technicians;
import io.naichang.platform.Caller;
import io.naichang.platform.Problem;
import io.naichang.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Objects;
import java.util.Optional;

/// What calendars are answered, who do not sign in: the secret says for which tenant.
@ApplicationScoped
class FeedAnswers {
    private final Feeds feeds;
    private final Agenda agenda;
    private final Technicians technicians;
    private final Caller caller;
    private final Sql sql;

    FeedAnswers(Feeds feeds, Agenda agenda, Technicians technicians, Caller caller, Sql sql) {
        this.feeds = feeds;
        this.agenda = agenda;
        this.technicians = technicians;
        this.caller = caller;
        this.sql = sql;
    }

    /// The calendar of a secret.
    ///
    /// @throws Problem 404 `not-found`, 410 `feed-revoked`
    @ActivateRequestContext
    String calendar(String text) {
        Secret secret = Secret.of(text).orElseThrow(() -> Problem.missing("not-found"));
        caller.actAs(secret.tenant(), null);
        return QuarkusTransaction.requiringNew().call(() -> calendar(secret));
    }

    private String calendar(Secret secret) {
        Feeds.Stored feed = feeds.find(secret).orElseThrow(() -> Problem.missing("not-found"));
        FeedForm form = feed.form();
        boolean technician = form.subject().equals("technician");
        // Who left shall not see where his customers live.
        if (feed.revoked() || (technician && !technicians.exists(form.subjectId()))) {
            throw givenUp();
        }
        String own = technician ? technicians.languageOf(form.subjectId()) : "th";
        return new FeedText(Objects.requireNonNullElse(form.language(), own))
                .calendar(form.subject(), name(form).orElseThrow(FeedAnswers::givenUp), agenda.of(form));
    }

    private static Problem givenUp() {
        return Problem.of(410, "feed-revoked", "This calendar was given up; take it out of your calendars.");
    }

    /// Nothing if it was deleted.
    private Optional<String> name(FeedForm form) {
        String from = switch (form.subject()) {
            case "technician" -> "app_user WHERE";
            case "region" -> "region WHERE";
            default -> "site WHERE deleted_at IS NULL AND";
        };
        return sql.first(
                "SELECT name FROM " + from + " tenant_id = current_tenant() AND id = ?",
                row -> row.getString(1),
                form.subjectId());
    }
}
