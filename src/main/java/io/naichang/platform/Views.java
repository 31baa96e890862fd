package io.naichang.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads things for the desk, one or a page.
@ApplicationScoped
public class Views {
    private final Sql sql;
    private final byte[] secret;

    Views(Sql sql, SigningKeys keys) {
        this.sql = sql;
        this.secret = keys.derive("page");
    }

    /// One thing.
    ///
    /// @throws Problem 404 `not-found`
    public View get(Listing listing, UUID id) {
        return sql.first(select(listing) + " WHERE " + listing.id() + " = ?", Views::view, id)
                .orElseThrow(() -> Problem.missing("not-found"));
    }

    /// The wanted page of what passes the filters.
    public Page page(Listing listing, Where where, PageRequest request) {
        List<@Nullable Object> parameters = new ArrayList<>(where.parameters());
        String order = listing.key() + ", " + listing.id();
        String beyond = "";
        PageRequest.Key key = request.key(listing.collection(), secret);
        if (key != null) {
            beyond = " AND (" + order + ") > (?::" + listing.keyType() + ", ?)";
            parameters.add(key.value());
            parameters.add(key.id());
        }
        parameters.add(request.limit() + 1);
        record Keyed(View view, PageRequest.Key key) {}
        List<Keyed> rows = sql.list(
                select(listing) + " WHERE " + where.text() + beyond + " ORDER BY " + order + " LIMIT ?",
                row -> new Keyed(view(row), new PageRequest.Key(row.getString(4), row.getObject(1, UUID.class))),
                parameters.toArray());
        boolean more = rows.size() > request.limit();
        return new Page(
                rows.stream().limit(request.limit()).map(Keyed::view).toList(),
                more ? rows.get(request.limit() - 1).key().encoded(listing.collection(), secret) : null);
    }

    private static String select(Listing listing) {
        return "SELECT " + listing.id() + ", " + listing.version() + ", (" + listing.json() + ")::text, "
                + listing.key() + " FROM " + listing.from();
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(row.getObject(1, UUID.class), row.getInt(2), row.getString(3));
    }
}
