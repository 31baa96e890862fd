package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// P8: what an old app does not know survives what it writes. Only the desk writes where a site lies, so it lies where
/// the desk put it last, whatever old apps wrote into that site.
final class Unknown {
    private static final String POSITION = "position";

    private final Books books;
    private final Company company;

    Unknown(Books books, Company company) {
        this.books = books;
        this.company = company;
    }

    void check(List<Phone> phones, List<Written> desk) {
        Map<String, JsonNode> last = new HashMap<>();
        company.places().forEach(each -> last.put("sites/" + each.site(), each.position()));
        desk.stream()
                .filter(each -> each.values().containsKey(POSITION))
                .forEach(each -> last.put(each.row(), each.values().getOrDefault(POSITION, MissingNode.getInstance())));
        last.forEach((row, position) -> {
            JsonNode there = books.row(row).path(POSITION);
            if (!Same.same(there, position)) {
                throw new Broken(
                        Promise.P8,
                        row + " lies at " + there + ", but the desk put it at " + position
                                + " and no phone may move it",
                        row);
            }
        });
        phones.stream()
                .flatMap(each -> each.queue().all().stream())
                .filter(each -> each.schema() == OldApp.SCHEMA && each.op().equals("patch"))
                .forEach(this::untouched);
    }

    /// Nothing in the history says that it wrote such a field.
    private void untouched(Deed deed) {
        books.history(deed.row()).stream()
                .filter(each -> each.seq() == deed.seq() && each.device().equals(deed.device()))
                .filter(each -> OldApp.unknown(deed.collection()).contains(each.field()))
                .findFirst()
                .ifPresent(each -> {
                    throw new Broken(
                            Promise.P8, "An old app knows no " + each.field() + " and changed it: " + deed, deed.row());
                });
    }
}
