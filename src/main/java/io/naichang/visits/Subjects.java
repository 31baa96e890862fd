package io.naichang.visits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.platform.Sql;
import io.naichang.sync.Changes;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Rights;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What notes and attachments hang on, a visit, a site or an asset: whether a phone may hang them there, and that they
/// go where it goes.
@ApplicationScoped
class Subjects {
    private static final Map<String, String> PARENTS = new LinkedHashMap<>();

    static {
        PARENTS.put("visitId", "visits");
        PARENTS.put("siteId", "sites");
        PARENTS.put("assetId", "assets");
    }

    private final Rights rights;
    private final Sql sql;

    Subjects(Rights rights, Sql sql) {
        this.rights = rights;
        this.sql = sql;
    }

    /// Touches the rows of a table that hang on rows of `parent` that moved: whoever sees those sees these.
    void moved(String parent, Set<UUID> ids, String table, String collection, Changes changes) {
        String column = switch (parent) {
            case "visits" -> "visit_id";
            case "assets" -> "asset_id";
            // A site stays where it is, and nothing hangs on the rest.
            default -> null;
        };
        if (column != null) {
            sql.list(
                            "SELECT id FROM " + table + " WHERE tenant_id = current_tenant() AND " + column
                                    + " = ANY (?) AND deleted_at IS NULL",
                            row -> row.getObject(1, UUID.class),
                            ids)
                    .forEach(id -> changes.touch(collection, id));
        }
    }

    /// The answer for all that `set` refers to: each must be there, and must be or have been the user's.
    Rights.Answer of(Mutation mutation, ObjectNode set) {
        List<Outcome.Mark> marks = new ArrayList<>();
        boolean granted = false;
        for (Map.Entry<String, String> parent : PARENTS.entrySet()) {
            UUID id = FieldType.id(set.get(parent.getKey()));
            if (id == null) {
                continue;
            }
            switch (rights.of(parent.getValue(), id, mutation.user(), mutation.base())) {
                case Rights.Answer.Granted(List<Outcome.Mark> more) -> marks.addAll(granted ? List.of() : more);
                case Rights.Answer.Refused(Outcome outcome) -> {
                    return new Rights.Answer.Refused(outcome);
                }
            }
            granted = true;
        }
        return granted
                ? new Rights.Answer.Granted(marks)
                : new Rights.Answer.Refused(
                        Outcome.malformed("visitId", "it must belong to a visit, a site or an asset"));
    }
}
