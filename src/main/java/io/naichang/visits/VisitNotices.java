package io.naichang.visits;

import io.naichang.people.Technicians;
import io.naichang.sync.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.MessageFormat;
import java.util.HashSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells technicians, in their language, what the office did to a visit of theirs while they were away.
@ApplicationScoped
class VisitNotices {
    /// As reachability-metadata.json declares it: a native image knows a bundle by exactly that name.
    private static final String MESSAGES = "messages.visits";

    private final Notices notices;
    private final Technicians technicians;

    VisitNotices(Notices notices, Technicians technicians) {
        this.notices = notices;
        this.technicians = technicians;
    }

    /// @param reason why the office took the step
    /// @param before who had it before the step
    void tell(Visit visit, String step, @Nullable String reason, Set<UUID> before) {
        Set<UUID> gone = new HashSet<>(before);
        gone.removeAll(visit.assignees());
        String news = visit.technicianId() == null ? "visit-taken-back" : "visit-given-away";
        gone.forEach(user -> tell(user, news, visit, reason));
        if (step.equals("cancel")) {
            visit.assignees().forEach(user -> tell(user, "visit-cancelled", visit, reason));
        }
        if (step.equals("reopen")) {
            visit.assignees().forEach(user -> tell(user, "visit-reopened", visit, reason));
        }
    }

    private void tell(UUID user, String kind, Visit visit, @Nullable String reason) {
        Locale language = Locale.forLanguageTag(technicians.languageOf(user));
        // English is the bundle without a suffix. Asked for as `en` it would be the last resort, after the language of
        // the machine.
        Locale bundle = language.equals(Locale.ENGLISH) ? Locale.ROOT : language;
        String pattern = ResourceBundle.getBundle(MESSAGES, bundle).getString(kind);
        String text = new MessageFormat(pattern, language).format(new Object[] {visit.number()});
        notices.tell(user, kind, Visit.COLLECTION, visit.id(), reason == null ? text : text + " – " + reason);
    }
}
