package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.naichang.dev.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The end of a world: everybody comes to rest, and then every promise is checked row by row.
final class Reckoning {
    private static final Duration HELD = Duration.ofSeconds(120);
    private static final int END = -1;

    private final Scene scene;
    private final Company company;
    private final Office office;
    private final Stock stock;
    private final List<Technician> technicians;
    private final Function<String, Chance> chances;

    Reckoning(
            Scene scene,
            Company company,
            Office office,
            Stock stock,
            List<Technician> technicians,
            Function<String, Chance> chances) {
        this.scene = scene;
        this.company = company;
        this.office = office;
        this.stock = stock;
        this.technicians = List.copyOf(technicians);
        this.chances = chances;
    }

    /// Everybody pushes and pulls until there is nothing left to tell.
    void rest() {
        technicians.forEach(each -> each.turn(END));
        technicians.forEach(each -> each.phone().air().deliverLate());
        technicians.forEach(each -> each.phone().air().calm());
        technicians.forEach(this::updateSome);
        technicians.forEach(each -> each.phone().sync());
        office.end(END);
        technicians.forEach(each -> each.phone().files().calm());
        long deadline = System.nanoTime() + HELD.toNanos();
        all(deadline);
        for (List<Technician> open = open(); !open.isEmpty() || isHeld(); open = open()) {
            if (System.nanoTime() > deadline) {
                technicians.forEach(each -> owes(each.phone()));
                throw new Broken(
                        Promise.P11, "Some phone never came to the end of a sync, or something is held for ever");
            }
            Pause.shortly();
            open.forEach(each -> each.phone().sync());
        }
        // The last to push may have changed what the first has pulled.
        all(deadline);
        all(deadline);
    }

    /// Of the phones that are too old for pulls some are updated in the end; the others only go on pushing.
    private void updateSome(Technician technician) {
        if (technician.phone().isTooOld() && technician.chance().percent(50)) {
            technician.phone().update(false);
        }
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
        return technicians.stream()
                .filter(each -> each.phone().queue().own().stream().anyMatch(each.phone()::awaits)
                        || each.phone().files().isOpen())
                .toList();
    }

    /// Also what was sent by phones that nobody will tell of its end: they are other devices by now, or too old.
    private boolean isHeld() {
        Set<String> devices = technicians.stream()
                .flatMap(each -> each.phone().queue().all().stream())
                .map(Deed::device)
                .collect(Collectors.toSet());
        return office.holds(devices);
    }

    private static void owes(Phone phone) {
        phone.queue().own().stream().filter(phone::awaits).findFirst().ifPresent(each -> {
            throw new Broken(Promise.P11, phone.name() + " still waits for " + each, each.row());
        });
    }

    void reckon() {
        List<Phone> phones = technicians.stream().map(Technician::phone).toList();
        JsonNode policy = company.dispatcher().read("/sync/policy");
        Books books = new Books(company);
        Effects effects = new Effects(books, phones);
        effects.checkOnce();
        new Conservation(books, scene, policy).check(phones, office.written());
        new Unknown(books, company).check(phones, office.written());
        effects.checkStock(stock, company);
        List<Technician> pulling =
                technicians.stream().filter(each -> !each.phone().isTooOld()).toList();
        Convergence convergence = new Convergence(books, company, policy);
        pulling.forEach(each -> convergence.check(each.phone(), each.staff()));
        new PhotosKept(books, company).check(phones);
        for (Technician each : pulling.subList(0, Math.min(2, pulling.size()))) {
            new FirstSync(
                            each.staff().person(),
                            scene,
                            chances.apply("first sync of " + each.phone().name()))
                    .check(each.phone());
        }
    }
}
