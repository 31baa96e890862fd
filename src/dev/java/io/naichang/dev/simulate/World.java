package io.naichang.dev.simulate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One world: some days of a company whose phones and desk follow a script, then the reckoning.
final class World {
    private static final Duration SLOT = Duration.ofHours(24 / Script.SLOTS);
    private static final int OLD_APPS = 35;

    private final Settings settings;
    private final Script script;
    private final long seed;
    private final String run;
    private final Scene scene;
    private final Chance chance;
    private final Company company;
    private final Office office;
    private final Stock stock = new Stock();
    private final List<Technician> technicians = new ArrayList<>();
    private final StringBuilder laps = new StringBuilder();
    private @Nullable Path backup;
    private Office.@Nullable Memory memory;
    private long since = System.nanoTime();

    /// @param run tells the names of this run from those of every other
    World(Settings settings, Script script, long seed, String run, Scene scene, Person admin, String password) {
        this.settings = settings;
        this.script = script;
        this.seed = seed;
        this.run = run;
        this.scene = scene;
        chance = chance("world");
        company = new Company(scene, admin, password, chance("company"), "s" + seed + run, settings.staff());
        office = new Office(scene, company, chance("office"), stock);
        scene.readKeys(company.dispatcher());
    }

    /// What the handset is called that gets the image of a phone.
    static String cloneOf(String phone, int slot) {
        return phone + "'s clone of " + time(slot);
    }

    private Chance chance(String actor) {
        return new Chance(seed, actor, run);
    }

    private static String time(int slot) {
        return "day " + ((slot - 1) / Script.SLOTS + 1) + " " + (slot - 1) % Script.SLOTS * SLOT.toHours() + ":00";
    }

    /// Lives through the days and checks every promise.
    ///
    /// @throws Broken the first that is not kept
    void live() {
        lap("found");
        scene.journal().time("before");
        script.at(0).forEach(this::take);
        lap("open");
        for (int slot = 1; slot <= settings.days() * Script.SLOTS; slot++) {
            scene.journal().time(time(slot));
            List<Step> steps = script.at(slot);
            steps.stream().filter(each -> !each.isWork()).forEach(this::take);
            work(steps, script.together().contains(slot));
            scene.calendar().pass(SLOT);
        }
        lap("days");
        scene.journal().time("at the end");
        Reckoning reckoning = new Reckoning(scene, company, office, stock, technicians, this::chance);
        reckoning.rest();
        lap("rest");
        reckoning.reckon();
        lap("reckon");
    }

    /// Everybody does his own in order; together, if they may, and else one after the other.
    private void work(List<Step> steps, boolean together) {
        Map<String, List<Step>> all = new LinkedHashMap<>();
        steps.stream()
                .filter(Step::isWork)
                .forEach(each -> all.computeIfAbsent(each.who(), who -> new ArrayList<>())
                        .add(each));
        if (!together) {
            all.values().forEach(each -> each.forEach(this::take));
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = new ArrayList<>();
            all.values().forEach(each -> working.add(threads.submit(() -> each.forEach(this::take))));
            for (Future<?> each : working) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a day", e);
        }
    }

    private void take(Step step) {
        scene.journal().turn(step);
        if (step.who().equals(Step.OFFICE)) {
            office.take(step);
        } else if (step.who().equals(Step.SERVER)) {
            server(step);
        } else if (step.kind() == Step.Kind.APPEARS) {
            appear(step);
        } else {
            find(step.who()).ifPresent(each -> phone(step, each));
        }
    }

    /// A step of somebody whose coming was left out is left out, too.
    private Optional<Technician> find(String phone) {
        return technicians.stream()
                .filter(each -> each.phone().name().equals(phone))
                .findFirst();
    }

    private void appear(Step step) {
        int number = Integer.parseInt(step.who().substring("phone ".length()));
        Company.Staff owner = company.technicians().get((number - 1) % settings.staff());
        Phone phone = new Phone(step.who(), owner.person(), scene, chance("way of " + step.who()));
        Technician technician = new Technician(owner, company, scene, chance(step.who()), phone, office);
        technician.turn(step.number());
        if (technician.chance().percent(OLD_APPS)) {
            phone.speak(OldApp.SCHEMA);
        }
        phone.firstSync();
        technicians.add(technician);
    }

    private void phone(Step step, Technician technician) {
        technician.turn(step.number());
        Phone phone = technician.phone();
        switch (step.kind()) {
            case CLOCK -> {
                phone.clock().jump(Duration.ofHours(technician.chance().between(-72, 72)));
                scene.journal()
                        .tell(
                                phone.name(),
                                "sets its clock wrong by " + phone.clock().wrong());
            }
            case RESTART -> phone.clock().restart();
            case LATE -> phone.air().deliverLate();
            case REINSTALL -> phone.reinstall();
            case UPDATE -> phone.update(technician.chance().percent(50));
            case CLONE -> copy(step, technician);
            case SYNC -> phone.sync();
            default -> technician.act();
        }
    }

    private void copy(Step step, Technician victim) {
        if (!victim.phone().device().isEmpty()) {
            String name = cloneOf(victim.phone().name(), step.slot());
            Phone clone = victim.phone().cloned(name, chance("way of " + name));
            scene.journal().tell(name, "is made");
            technicians.add(new Technician(victim.staff(), company, scene, chance(name), clone, office));
        }
    }

    /// The server is killed, backed up, or taken back to its backup.
    private void server(Step step) {
        chance.turn(step.number());
        if (step.kind() == Step.Kind.KILL) {
            boolean database = chance.percent(40);
            boolean struck = scene.earthquake().strike(database);
            scene.journal().tell(Step.SERVER, database ? "its database is killed " + struck : "is killed " + struck);
        } else if (step.kind() == Step.Kind.BACKUP) {
            backup = scene.earthquake().backup();
            memory = office.remember();
            scene.journal().tell(Step.SERVER, "is backed up");
        } else if (backup != null && memory != null) {
            scene.goneBack();
            scene.earthquake().restore(backup);
            office.goBack(memory);
            scene.journal().tell(Step.SERVER, "goes back to its backup");
        }
    }

    private void lap(String what) {
        long now = System.nanoTime();
        laps.append(' ').append(what).append(' ').append((now - since) / 1_000_000);
        since = now;
    }

    /// How much was done, in words.
    String sum() {
        List<Phone> phones = technicians.stream().map(Technician::phone).toList();
        long again = phones.stream()
                .flatMap(each -> each.queue().all().stream())
                .filter(Deed::wasSentBefore)
                .count();
        long deeds =
                phones.stream().mapToLong(each -> each.queue().all().size()).sum();
        long old = phones.stream()
                .flatMap(each -> each.queue().all().stream())
                .filter(each -> each.schema() == OldApp.SCHEMA)
                .count();
        long tooOld = phones.stream().filter(Phone::isTooOld).count();
        return phones.size() + " phones" + (tooOld > 0 ? " (" + tooOld + " too old in the end)" : "") + ", " + deeds
                + " deeds on them (" + again + " numbered or offered anew, " + old + " by old apps), "
                + office.written().size() + " at the desk; ms:" + laps;
    }
}
