package io.naichang.dev.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The manuals of a company's machines: how to use each model, in two editions, and how to maintain it.
final class Library {
    private final Company company;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<ObjectNode> manuals = new ArrayList<>();

    Library(Company company, Premises premises) {
        this.company = company;
        for (String model : new TreeSet<>(premises.models())) {
            manual(model, "operation", "คู่มือการใช้งาน", "Operation manual", 1);
            manual(model, "operation", "คู่มือการใช้งาน", "Operation manual", 2);
            manual(model, "maintenance", "คู่มือการบำรุงรักษา", "Maintenance manual", 1);
        }
    }

    /// Sends the bytes by a phone that is at hand, as the desk would by itself, and takes up the manuals.
    void take(Phone phone) {
        phone.sendFiles(files);
        Lanes.each(manuals, each -> company.as("storekeeper").create("/manuals", each));
    }

    private void manual(String model, String kind, String thai, String english, int edition) {
        byte[] bytes = pdf(english + ": " + model + ", edition " + edition);
        String sha256 = Pictures.File.of("application/pdf", bytes).sha256();
        files.put(sha256, bytes);
        manuals.add(Facts.object()
                .put(
                        "id",
                        company.id("manual/" + model + "/" + kind + "/" + edition)
                                .toString())
                .put("model", model)
                .put("title", thai + " " + model)
                .put("kind", kind)
                .put("language", "th")
                .put("edition", edition)
                .put("sha256", sha256));
    }

    /// A page with one line (ISO 32000-1 §7.5); its font has no Thai letters.
    private static byte[] pdf(String line) {
        String text = "BT /F1 20 Tf 60 760 Td (" + line + ") Tj ET";
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
                        + " /Resources << /Font << /F1 4 0 R >> >> >>",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream");
        StringBuilder file = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
        for (int at = 0; at < objects.size(); at++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append(at + 1).append(" 0 obj\n").append(objects.get(at)).append("\nendobj\n");
        }
        int start = file.length();
        file.append(table).append("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n");
        return file.append(start).append("\n%%EOF\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
