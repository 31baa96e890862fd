package io.naichang.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// How one collection changed on the wire with one version of the schema, so that apps of the version before go on
/// working. A feature has one bean for each such change; documents and history are kept in the newest form only.
///
/// Both directions are pure and never fail: they are given a copy, move what they know, and leave everything else as
/// it is, also what makes no sense, which the merge then refuses with its usual words.
public interface SchemaStep {
    /// The collection's name on the wire.
    String collection();

    /// The version that brought the change: 2 or more.
    int schema();

    /// A document as the version before had it.
    ObjectNode downcast(ObjectNode doc);

    /// Fields that an app of the version before sent (`set`, or a command's `args`) as this version has them.
    ObjectNode upcast(ObjectNode fields);
}
