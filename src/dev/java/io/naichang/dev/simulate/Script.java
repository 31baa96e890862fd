package io.naichang.dev.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What will happen in a world, and when. It follows from the seed alone and never from what the server answers, so
/// that
/// any of its steps may be left out and the others stay what they are.
///
/// @param together slots in which everybody acts at once
record Script(List<Step> steps, Set<Integer> together) {
    static final int SLOTS = 6;
    private static final int VISITS = 3;

    Script {
        steps = List.copyOf(steps);
        together = Set.copyOf(together);
    }

    static Script of(long seed, Settings settings) {
        return new Author(seed, settings).write();
    }

    /// The steps of a slot, in the order in which people come.
    List<Step> at(int slot) {
        return steps.stream().filter(each -> each.slot() == slot).toList();
    }

    Script keeping(Predicate<Step> wanted) {
        return new Script(steps.stream().filter(wanted).toList(), together);
    }

    /// Nobody acts at once with others.
    Script inTurn() {
        return new Script(steps, Set.of());
    }

    /// The numbers of its steps.
    Set<Integer> numbers() {
        return steps.stream().map(Step::number).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Writes a script.
    private static final class Author {
        private final Settings settings;
        private final Chance chance;
        private final List<Step> steps = new ArrayList<>();
        private final Set<Integer> together = new TreeSet<>();
        private final List<String> phones = new ArrayList<>();

        private Author(long seed, Settings settings) {
            this.settings = settings;
            chance = new Chance(seed, "script", "");
        }

        private void add(int slot, String who, Step.Kind kind) {
            add(slot, who, kind, -1);
        }

        private void add(int slot, String who, Step.Kind kind, int about) {
            steps.add(new Step(steps.size() + 1, slot, who, kind, about));
        }

        private Script write() {
            for (int staff = 0; staff < settings.staff(); staff++) {
                for (int i = 0; i < VISITS; i++) {
                    add(0, Step.OFFICE, Step.Kind.VISIT, staff);
                }
                add(0, Step.OFFICE, Step.Kind.STOCK, staff);
            }
            add(0, Step.OFFICE, Step.Kind.STOCK);
            for (int i = 1; i <= settings.devices(); i++) {
                phones.add("phone " + i);
                add(0, "phone " + i, Step.Kind.APPEARS);
            }
            int slots = settings.days() * SLOTS;
            int backup = chance.between(1, slots / 2);
            int restore = chance.between(slots / 2 + 1, slots - 1);
            for (int slot = 1; slot <= slots; slot++) {
                mishap(slot);
                if (settings.restores() && slot == backup + 1) {
                    add(slot, Step.SERVER, Step.Kind.BACKUP);
                } else if (settings.restores() && slot == restore + 1) {
                    add(slot, Step.SERVER, Step.Kind.RESTORE);
                }
                slot(slot);
            }
            return new Script(steps, together);
        }

        private void mishap(int slot) {
            String victim = chance.one(phones);
            int luck = chance.between(1, 100);
            if (luck <= 10) {
                add(slot, victim, Step.Kind.CLOCK);
            } else if (luck <= 14) {
                add(slot, victim, Step.Kind.RESTART);
            } else if (luck <= 24) {
                add(slot, victim, Step.Kind.LATE);
            } else if (luck <= 26) {
                add(slot, victim, Step.Kind.REINSTALL);
            } else if (luck <= 28 && phones.size() < settings.devices() * 2) {
                add(slot, victim, Step.Kind.CLONE);
                phones.add(World.cloneOf(victim, slot));
            } else if (luck <= 40) {
                add(slot, victim, Step.Kind.UPDATE);
            }
        }

        private void slot(int slot) {
            for (String phone : phones) {
                for (int deeds = chance.between(0, 3); deeds > 0; deeds--) {
                    add(slot, phone, Step.Kind.ACT);
                }
                if (chance.percent(45)) {
                    add(slot, phone, Step.Kind.SYNC);
                }
            }
            for (int acts = chance.between(2, 4); acts > 0; acts--) {
                add(slot, Step.OFFICE, Step.Kind.ACT);
            }
            boolean quake = chance.percent(2) && settings.kills();
            if (quake) {
                add(slot, Step.SERVER, Step.Kind.KILL);
            }
            if (chance.percent(40) || quake) {
                together.add(slot);
            }
        }
    }
}
