package io.naichang.visits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.sync.Blobs;
import io.naichang.sync.Changes;
import io.naichang.sync.Field;
import io.naichang.sync.FieldType;
import io.naichang.sync.Mutation;
import io.naichang.sync.Outcome;
import io.naichang.sync.Owner;
import io.naichang.sync.Rights;
import io.naichang.sync.SyncCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Photos, signatures and documents that phones announce.
@ApplicationScoped
class AttachmentSync implements SyncCollection {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String MAX_BYTES = "52428800";

    private final Attachments attachments;
    private final Subjects subjects;
    private final Blobs blobs;
    private final Changes changes;
    private final Clock clock;

    AttachmentSync(Attachments attachments, Subjects subjects, Blobs blobs, Changes changes, Clock clock) {
        this.attachments = attachments;
        this.subjects = subjects;
        this.blobs = blobs;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return Attachment.COLLECTION;
    }

    @Override
    public List<Field> fields() {
        FieldType sha256 = new FieldType(
                "sha256", value -> SHA256.matcher(value.asText()).matches() ? null : "must be 64 hexadecimal digits");
        return List.of(
                new Field("visitId", Owner.APPEND, FieldType.ID),
                new Field("assetId", Owner.APPEND, FieldType.ID),
                new Field("caseId", Owner.APPEND, FieldType.ID),
                new Field("checklistItemId", Owner.APPEND, FieldType.text(100)),
                new Field("kind", Owner.APPEND, FieldType.choice("photo", "signature", "document", "audio")),
                new Field("sha256", Owner.APPEND, sha256),
                new Field("size", Owner.APPEND, FieldType.number("1", MAX_BYTES)),
                new Field("contentType", Owner.APPEND, FieldType.text(100)),
                new Field("takenAt", Owner.APPEND, FieldType.INSTANT),
                new Field("caption", Owner.APPEND, FieldType.text(500)),
                new Field("position", Owner.APPEND, FieldType.POSITION),
                new Field("state", Owner.COMPUTED, FieldType.choice("awaiting", "stored", "verified", "quarantined")),
                new Field("urls", Owner.COMPUTED, FieldType.ANY));
    }

    @Override
    public Set<String> phoneOps() {
        return Set.of("create", "delete");
    }

    @Override
    public Outcome create(Mutation mutation, ObjectNode set) {
        for (String required : List.of("kind", "sha256", "size", "contentType")) {
            if (set.path(required).isMissingNode() || set.path(required).isNull()) {
                return Outcome.malformed(required, "it is missing");
            }
        }
        if (!set.get("size").isIntegralNumber()) {
            return Outcome.malformed("size", "it must be a whole number of bytes");
        }
        return switch (subjects.of(mutation, set)) {
            case Rights.Answer.Refused(Outcome outcome) -> outcome;
            case Rights.Answer.Granted(List<Outcome.Mark> marks) -> {
                attachments.persist(new Attachment(
                        mutation.id(), announced(set), mutation.user(), mutation.device(), mutation.occurredAt()));
                blobs.refer(Map.of(
                        set.get("sha256").textValue().toLowerCase(Locale.ROOT),
                        set.get("size").longValue()));
                touchVisit(FieldType.id(set.get("visitId")));
                yield Outcome.applied(marks);
            }
        };
    }

    private static Attachment.Announced announced(ObjectNode set) {
        JsonNode position = set.path("position");
        return new Attachment.Announced(
                FieldType.id(set.get("visitId")),
                FieldType.id(set.get("assetId")),
                FieldType.id(set.get("caseId")),
                text(set, "checklistItemId"),
                set.get("kind").textValue(),
                set.get("sha256").textValue().toLowerCase(Locale.ROOT),
                set.get("size").longValue(),
                set.get("contentType").textValue(),
                FieldType.instant(set.get("takenAt")),
                text(set, "caption"),
                position.isObject() ? position.toString() : null);
    }

    private static @Nullable String text(ObjectNode set, String name) {
        return set.path(name).isTextual() ? set.get(name).textValue() : null;
    }

    @Override
    public Outcome delete(Mutation mutation) {
        Attachment attachment = attachments.findById(mutation.id());
        if (!attachment.isBy(mutation.user())) {
            return new Outcome.Rejected("not-assigned", null, "It was taken by somebody else.");
        }
        attachment.withdraw(clock.instant());
        touchVisit(attachment.visitId());
        return Outcome.applied();
    }

    private void touchVisit(@Nullable UUID visit) {
        if (visit != null) {
            changes.touch(Visit.COLLECTION, visit);
        }
    }

    @Override
    public Outcome restore(UUID id) {
        Attachment attachment = attachments.findById(id);
        attachment.restore();
        touchVisit(attachment.visitId());
        return Outcome.applied();
    }

    @Override
    public void moved(String parent, Set<UUID> ids, Changes touched) {
        subjects.moved(parent, ids, "attachment", Attachment.COLLECTION, touched);
    }
}
