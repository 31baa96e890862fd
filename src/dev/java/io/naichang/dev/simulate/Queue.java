package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the owner of a phone did, in the order of its numbers. It is the only thing on the phone that must never be
/// lost, so nothing is forgotten that the server might ask for again.
final class Queue {
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Deed> settledElsewhere = new ArrayList<>();
    private long seq;
    private int groups;

    Queue copy() {
        Queue copy = new Queue();
        deeds.forEach(each -> copy.deeds.add(each.copy()));
        copy.seq = seq;
        copy.groups = groups;
        return copy;
    }

    /// Adds a deed under the next number.
    Deed add(String device, ObjectNode mutation, Set<String> refusals, boolean poison, int schema) {
        mutation.put("seq", ++seq);
        Deed deed = new Deed(device, mutation, refusals, poison, schema);
        deeds.add(deed);
        return deed;
    }

    String nextGroup() {
        return "g" + ++groups;
    }

    /// All deeds, also those of earlier devices.
    List<Deed> all() {
        List<Deed> all = new ArrayList<>(settledElsewhere);
        all.addAll(deeds);
        return all;
    }

    List<Deed> own() {
        return List.copyOf(deeds);
    }

    List<Deed> uncovered() {
        return deeds.stream().filter(each -> !each.isCovered()).toList();
    }

    boolean owes(String row) {
        return deeds.stream().anyMatch(each -> !each.isCovered() && each.row().equals(row));
    }

    /// Deeds from a number on, as many as `most` and then to the end of their group, all of one schema.
    List<Deed> batch(long from, int most) {
        List<Deed> batch = new ArrayList<>();
        String group = "";
        for (Deed each : deeds) {
            if (each.seq() < from) {
                continue;
            }
            boolean other =
                    !batch.isEmpty() && each.schema() != batch.getFirst().schema();
            if (other || batch.size() >= most && (group.isEmpty() || !group.equals(each.group()))) {
                break;
            }
            group = each.group();
            batch.add(each);
        }
        return batch;
    }

    /// Where a batch that overlaps the receipts may begin: not inside a group.
    long before(long from, int overlap) {
        long begin = Math.max(1, from - overlap);
        while (begin > 1
                && !find(begin).group().isEmpty()
                && find(begin).group().equals(find(begin - 1).group())) {
            begin--;
        }
        while (find(begin).schema() != find(from).schema()) {
            begin++;
        }
        return begin;
    }

    Deed find(long number) {
        return deeds.get((int) number - 1);
    }

    long last() {
        return seq;
    }

    /// Another device: what no receipt covers is numbered anew, from 1.
    void renumber(String device) {
        deeds.stream().filter(Deed::isCovered).forEach(settledElsewhere::add);
        deeds.removeIf(Deed::isCovered);
        seq = 0;
        deeds.forEach(each -> each.renumber(device, ++seq));
    }

    /// The phone is wiped.
    void forget() {
        uncovered().forEach(Deed::forget);
        settledElsewhere.addAll(deeds);
        deeds.clear();
        seq = 0;
    }

    /// Another history: what it has not received is offered again, unless a verified backup was said to have it.
    void offerFrom(long expected, long durable) {
        for (Deed each : deeds) {
            if (each.seq() > durable && each.seq() >= expected) {
                each.offerAgain();
            } else if (each.seq() >= expected) {
                each.forget();
            } else if (Deed.status(each.result()).equals("held")) {
                each.waitAgain();
            }
        }
        // Of earlier devices nothing is kept.
        settledElsewhere.forEach(Deed::forget);
    }

    /// Another history that does not know the device: all that is kept is numbered anew.
    void offerAll(String device) {
        deeds.forEach(Deed::offerAgain);
        settledElsewhere.forEach(Deed::forget);
        renumber(device);
    }
}
