package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.naichang.dev.seed.Company.Technician;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// When the technicians work: Monday to Saturday with lunch at noon, and today whatever it is, a few absences, and one
/// of them on call each
/// night.
final class Rosters {
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(17, 0);
    private static final int NIGHTS = 14;

    private final Company company;
    private final Calendar calendar;

    Rosters(Company company, Calendar calendar) {
        this.company = company;
        this.calendar = calendar;
    }

    void write() {
        Lanes.each(company.technicians(), this::week);
        if (calendar.today().getDayOfWeek() == DayOfWeek.SUNDAY) {
            Lanes.each(company.technicians(), this::sunday);
        }
        away("kanya", 4, LocalTime.of(13, 0), 4, EVENING, "training", "อบรมระบบกล้องรุ่นใหม่");
        away("nipa", 2, MORNING, 2, LocalTime.of(10, 30), "van-broken", "เปลี่ยนแบตเตอรี่รถ");
        away("prasit", 9, LocalTime.MIDNIGHT, 11, LocalTime.MIDNIGHT, "holiday", "ลาพักร้อน");
        Lanes.each(nights(), night -> company.as("dispatcher").create("/on-calls", night));
    }

    /// Unless somebody has written it before.
    private void week(Technician technician) {
        String path = "/technicians/" + technician.id() + "/shift-patterns";
        if (company.as("dispatcher").get(path).path("version").asInt() > 0) {
            return;
        }
        ObjectNode week = Facts.object();
        ArrayNode patterns = week.putArray("patterns");
        for (String day : DAYS) {
            ObjectNode hours = patterns.addObject().put("weekday", day).putObject("hours");
            hours.put("start", MORNING.toString())
                    .put("end", EVENING.toString())
                    .put("overtime", "PT2H");
            hours.putObject("pause")
                    .put("length", "PT1H")
                    .put("earliest", "11:30")
                    .put("latest", "13:00");
        }
        company.as("dispatcher").replace(path, week);
    }

    /// Whoever tries the demo on a Sunday shall not find everybody at home.
    private void sunday(Technician technician) {
        ObjectNode shift = Facts.object()
                .put(
                        "id",
                        company.id("shift/" + calendar.today() + "/" + technician.username())
                                .toString())
                .put("technicianId", technician.id().toString())
                .put("day", calendar.today().toString());
        shift.putObject("hours").put("start", MORNING.toString()).put("end", EVENING.toString());
        company.as("dispatcher").create("/shifts", shift);
    }

    private void away(String username, int first, LocalTime from, int last, LocalTime until, String kind, String note) {
        company.technicians().stream()
                .filter(each -> each.username().equals(username))
                .forEach(each -> company.as("dispatcher")
                        .create(
                                "/absences",
                                turn("absence/" + username, each, at(first, from), at(last, until))
                                        .put("kind", kind)
                                        .put("note", note)));
    }

    /// By turns, so that a second seeding finds the same ones on call.
    private List<ObjectNode> nights() {
        List<Technician> all = company.technicians();
        List<ObjectNode> nights = new ArrayList<>();
        for (int i = 0; i < NIGHTS && all.size() > 2; i++) {
            LocalDate day = calendar.today().plusDays(i);
            Technician technician = all.get((int) (day.toEpochDay() % all.size()));
            nights.add(turn("on-call/" + day, technician, at(i, EVENING), at(i + 1, MORNING)));
        }
        return nights;
    }

    private Instant at(int day, LocalTime time) {
        return calendar.at(calendar.today().plusDays(day), time);
    }

    private ObjectNode turn(String name, Technician technician, Instant from, Instant until) {
        return Facts.object()
                .put("id", company.id(name).toString())
                .put("technicianId", technician.id().toString())
                .put("from", from.toString())
                .put("until", until.toString());
    }
}
