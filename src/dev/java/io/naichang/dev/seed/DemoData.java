package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Company.Technician;
import io.naichang.dev.seed.Diary.Planned;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the demo's two companies, stage by stage, and says on the terminal how far it is.
public final class DemoData {
    /// The password of everybody in the demo.
    public static final String PASSWORD = Api.PASSWORD;

    private static final Duration REVIEWED_AFTER = Duration.ofDays(5);

    private final Api api;
    private final Calendar calendar;
    private final Pictures pictures = new Pictures();

    private DemoData(Api api, Calendar calendar) {
        this.api = api;
        this.calendar = calendar;
    }

    /// A tenant's first admin, whom no API can make.
    public record FirstAdmin(String tenant, String tenantName, String username) {}

    /// Makes a tenant and its first admin, with the demo's password.
    public interface Founder {
        /// Returns when he can sign in.
        void found(FirstAdmin admin);
    }

    /// Makes everything that is not there yet.
    public static void seed(URI base, Clock clock, Founder founder) {
        try (Api api = new Api(base)) {
            new DemoData(api, new Calendar(clock.instant())).seed(founder);
        }
    }

    private void seed(Founder founder) {
        List<Company> companies = new ArrayList<>();
        Facts.json("people")
                .properties()
                .forEach(each -> companies.add(new Company(api, each.getKey(), each.getValue())));
        stage("2 companies with their people", () -> {
            Lanes.each(companies, each -> found(each, founder));
            companies.forEach(Company::hire);
        });
        companies.forEach(this::fill);
    }

    private void found(Company company, Founder founder) {
        if (api.signIn(company.admin()).isEmpty()) {
            founder.found(new FirstAdmin(
                    company.tenant(), company.facts().path("name").asText(), company.admin()));
        }
    }

    private void fill(Company company) {
        String name = company.facts().path("name").asText();
        Premises premises = new Premises(company, calendar.today());
        Library library = new Library(company, premises);
        Catalogue catalogue = new Catalogue(company);
        Stock stock = new Stock(company, catalogue);
        Diary diary = new Diary(company, premises, calendar);
        Map<Technician, Phone> phones = new ConcurrentHashMap<>();
        stage(name + ": customers, sites, machines and checklists", () -> {
            writeTemplates(company);
            premises.takeUp();
        });
        stage(name + ": " + catalogue.parts().size() + " parts in centres, depots and vans", () -> {
            stock.open();
            catalogue.publish();
            stock.fill();
        });
        stage(name + ": shifts, absences and who is on call", () -> new Rosters(company, calendar).write());
        stage(name + ": " + diary.size() + " visits of four weeks", diary::write);
        stage(name + ": manuals, and what the technicians' phones tell", () -> {
            List<Technician> all = company.technicians();
            phones.put(all.getFirst(), phone(company, all.getFirst()));
            phones.get(all.getFirst()).sendFiles(pictures.all());
            library.take(phones.get(all.getFirst()));
            Lanes.each(all, each -> work(company, diary, stock, phones, each));
        });
        stage(name + ": reviews", () -> review(company, diary));
        if (Troubles.LATE.stream().allMatch(each -> has(company, each))) {
            stage(
                    name + ": a few troubles for the desk",
                    () -> new Troubles(company, calendar, diary, stock, pictures, phones).make());
        }
    }

    private static boolean has(Company company, String username) {
        return company.technicians().stream().anyMatch(each -> each.username().equals(username));
    }

    private void writeTemplates(Company company) {
        List<ObjectNode> templates = new ArrayList<>();
        for (JsonNode each : Facts.json("checklist-templates")) {
            ObjectNode template = each.deepCopy();
            UUID id = company.id("template/" + each.path("key").asText());
            templates.add(template.put("id", id.toString()));
        }
        Lanes.each(templates, each -> company.as("dispatcher").create("/checklist-templates", each));
    }

    private Phone phone(Company company, Technician technician) {
        return new Phone(company.session(technician.username()), technician.username(), calendar);
    }

    private void work(Company company, Diary diary, Stock stock, Map<Technician, Phone> phones, Technician technician) {
        Phone phone = phones.computeIfAbsent(technician, each -> phone(company, each));
        phone.pull();
        Planned late = Troubles.late(diary, technician, calendar).orElse(null);
        List<Planned> visits = diary.of(technician).stream()
                .filter(each -> !each.equals(late) && !each.isCancelled())
                .toList();
        Fieldwork fieldwork = new Fieldwork(company, technician, calendar, stock, pictures, phone);
        fieldwork.work(visits);
        phone.push(odd -> {
            throw new IllegalStateException(
                    "The demo data was refused: " + technician.username() + "'s phone was answered " + odd);
        });
        fieldwork.drives().send(phone);
    }

    /// A manager has looked at most of what is some days old.
    private void review(Company company, Diary diary) {
        List<UUID> old = new ArrayList<>();
        for (Technician technician : company.technicians()) {
            diary.of(technician).stream()
                    .filter(each -> each.end().isBefore(calendar.now().minus(REVIEWED_AFTER)))
                    .filter(each -> !each.isCancelled() && each.chance("review").percent(70))
                    .forEach(each -> old.add(each.id()));
        }
        Lanes.each(old, each -> company.as("manager").step("/visits/" + each + "/approve", Facts.object()));
    }

    private static void stage(String what, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        System.out.printf("  %s (%.1f s)%n", what, (System.nanoTime() - begin) / 1e9);
    }
}
