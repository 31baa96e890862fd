package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One seed's world: some days of a company whose phones and desk work at once, then the reckoning.
final class World {
    private static final int SLOTS = 6;
    private static final Duration SLOT = Duration.ofHours(4);
    private static final Duration HELD = Duration.ofSeconds(120);

    private final Settings settings;
    private final long seed;
    private final String run;
    private final Scene scene;
    private final Chance chance;
    private final Company company;
    private final Office office;
    private final Stock stock = new Stock();
    private final List<Technician> technicians = new ArrayList<>();
    private final StringBuilder laps = new StringBuilder();
    private final int backupAt;
    private final int restoreAt;
    private @Nullable Path backup;
    private Office.@Nullable Memory memory;
    private long since = System.nanoTime();

    /// @param run tells the names of this run from those of every other
    World(Settings settings, long seed, String run, Scene scene, Person admin, String password) {
        this.settings = settings;
        this.seed = seed;
        this.run = run;
        this.scene = scene;
        chance = chance("world");
        int staff = Math.max(1, settings.devices() * 3 / 4);
        company = new Company(scene, admin, password, chance("company"), "s" + seed + run, staff);
        office = new Office(scene, company, chance("office"), stock);
        scene.readKeys(company.dispatcher());
        Chance times = chance("times");
        int half = settings.days() * SLOTS / 2;
        backupAt = times.between(1, half);
        restoreAt = times.between(half + 1, settings.days() * SLOTS - 1);
        for (int i = 0; i < settings.devices(); i++) {
            Company.Staff owner = company.technicians().get(i % staff);
            technicians.add(technician(owner, "phone " + (i + 1)));
        }
    }

    private Chance chance(String actor) {
        return new Chance(seed, actor, run);
    }

    private Technician technician(Company.Staff owner, String name) {
        Phone phone = new Phone(name, owner.person(), scene, chance("way of " + name));
        return new Technician(owner, company, scene, chance(name), phone, office);
    }

    /// Lives through the days and checks every promise.
    ///
    /// @throws Broken the first that is not kept
    void live() {
        lap("found");
        office.open();
        technicians.forEach(each -> each.phone().sync());
        lap("open");
        for (int day = 1; day <= settings.days(); day++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                scene.journal().time("day " + day + " " + slot * 4 + ":00");
                mishaps();
                if (settings.restores()) {
                    travel(day, slot);
                }
                slot(settings.kills() && chance.percent(2));
                scene.calendar().pass(SLOT);
            }
        }
        scene.journal().time("at the end");
        lap("days");
        rest();
        lap("rest");
        reckon();
        lap("reckon");
    }

    private void slot(boolean quake) {
        List<Runnable> work = new ArrayList<>();
        for (Technician each : technicians) {
            int deeds = each.chance().between(0, 3);
            boolean signal = each.chance().percent(45);
            work.add(() -> {
                for (int i = 0; i < deeds; i++) {
                    each.act();
                }
                if (signal) {
                    each.phone().sync();
                }
            });
        }
        int acts = chance.between(2, 4);
        work.add(() -> {
            for (int i = 0; i < acts; i++) {
                office.act();
            }
        });
        if (quake) {
            boolean database = chance.percent(40);
            work.add(() -> {
                boolean struck = scene.earthquake().strike(database);
                scene.journal()
                        .tell("earthquake", database ? "kills the database " + struck : "kills the server " + struck);
            });
        }
        if (quake || chance.percent(40)) {
            atOnce(work);
        } else {
            work.forEach(Runnable::run);
        }
    }

    private static void atOnce(List<Runnable> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            work.forEach(each -> all.add(threads.submit(each)));
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a day", e);
        }
    }

    /// A backup in the first half of the days, and in the second the server goes back to it.
    private void travel(int day, int slot) {
        int now = (day - 1) * SLOTS + slot;
        if (now == backupAt) {
            backup = scene.earthquake().backup();
            memory = office.remember();
            scene.journal().tell("backup", "is taken");
        } else if (now == restoreAt && backup != null && memory != null) {
            scene.goneBack();
            scene.earthquake().restore(backup);
            office.goBack(memory);
            scene.journal().tell("backup", "is restored");
        }
    }

    /// What happens to phones.
    private void mishaps() {
        Technician victim = chance.one(technicians);
        Phone phone = victim.phone();
        int luck = chance.between(1, 100);
        if (luck <= 10) {
            phone.clock().jump(Duration.ofHours(chance.between(-72, 72)));
            scene.journal()
                    .tell(
                            phone.name(),
                            "sets its clock wrong by " + phone.clock().wrong());
        } else if (luck <= 14) {
            phone.clock().restart();
        } else if (luck <= 24) {
            phone.air().deliverLate();
        } else if (luck <= 26) {
            phone.reinstall();
        } else if (luck <= 28
                && technicians.size() < settings.devices() * 2
                && !phone.device().isEmpty()) {
            String name = phone.name() + "'s clone";
            Phone clone = phone.cloned(name, chance("way of " + name + technicians.size()));
            scene.journal().tell(name, "is made");
            technicians.add(
                    new Technician(victim.staff(), company, scene, chance(name + technicians.size()), clone, office));
        }
    }

    /// Everybody pushes and pulls until there is nothing left to tell.
    private void rest() {
        technicians.forEach(each -> each.phone().air().deliverLate());
        technicians.forEach(each -> each.phone().air().calm());
        technicians.forEach(each -> each.phone().sync());
        office.arriveAll();
        technicians.forEach(each -> each.phone().files().calm());
        long deadline = System.nanoTime() + HELD.toNanos();
        all(deadline);
        for (List<Technician> open = open(); !open.isEmpty(); open = open()) {
            if (System.nanoTime() > deadline) {
                technicians.forEach(each -> owes(each.phone()));
                throw new Broken(Promise.P11, "Some phone never came to the end of a sync");
            }
            Pause.shortly();
            open.forEach(each -> each.phone().sync());
        }
        // The last to push may have changed what the first has pulled.
        all(deadline);
        all(deadline);
    }

    /// Everybody comes to the end of a sync.
    private void all(long deadline) {
        List<Technician> left = technicians;
        while (!left.isEmpty()) {
            left = left.stream().filter(each -> !each.phone().sync()).toList();
            if (!left.isEmpty() && System.nanoTime() > deadline && !scene.isShaken()) {
                throw new Broken(
                        Promise.P11, left.getFirst().phone().name() + " cannot sync though nothing disturbs it");
            }
        }
    }

    /// Those whose phones wait for the end of something.
    private List<Technician> open() {
        return technicians.stream().filter(each -> waits(each.phone())).toList();
    }

    private static boolean waits(Phone phone) {
        return phone.queue().own().stream().anyMatch(each -> each.end().isMissingNode())
                || phone.files().isOpen();
    }

    private static void owes(Phone phone) {
        phone.queue().own().stream()
                .filter(each -> each.end().isMissingNode())
                .findFirst()
                .ifPresent(each -> {
                    throw new Broken(Promise.P11, phone.name() + " still waits for " + each, each.row());
                });
    }

    private void reckon() {
        List<Phone> phones = technicians.stream().map(Technician::phone).toList();
        JsonNode policy = company.dispatcher().read("/sync/policy");
        Books books = new Books(company);
        Effects effects = new Effects(books, phones);
        effects.checkOnce();
        new Conservation(books, scene, policy).check(phones, office.written());
        effects.checkStock(stock, company);
        Convergence convergence = new Convergence(books, company, policy);
        technicians.forEach(each -> convergence.check(each.phone(), each.staff()));
        new PhotosKept(books, company).check(phones);
        for (Technician each : technicians.subList(0, Math.min(2, technicians.size()))) {
            new FirstSync(
                            each.staff().person(),
                            scene,
                            chance("first sync of " + each.phone().name()))
                    .check(each.phone());
        }
    }

    private void lap(String what) {
        long now = System.nanoTime();
        laps.append(' ').append(what).append(' ').append((now - since) / 1_000_000);
        since = now;
    }

    /// How much was done, in words.
    String sum() {
        long again = technicians.stream()
                .flatMap(each -> each.phone().queue().all().stream())
                .filter(Deed::wasSentBefore)
                .count();
        long deeds = technicians.stream()
                .mapToLong(each -> each.phone().queue().all().size())
                .sum();
        return technicians.size() + " phones, " + deeds + " deeds on them (" + again + " numbered or offered anew), "
                + office.written().size() + " at the desk; ms:" + laps;
    }
}
