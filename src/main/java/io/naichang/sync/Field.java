package io.naichang.sync;

/// One row of the policy table: a field of a collection, who owns it, and its form.
///
/// @param name on the wire; `answers.*` stands for every member of the map `answers`
public record Field(String name, Owner owner, FieldType type) {
    private static final String MEMBERS = ".*";

    boolean covers(String field) {
        return name.endsWith(MEMBERS)
                ? field.startsWith(name.substring(0, name.length() - 1)) && field.length() >= name.length()
                : name.equals(field);
    }
}
