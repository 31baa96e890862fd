package io.naichang.dev.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// P12: what is verified is what the phone announced, and what never came or came spoilt is not.
final class PhotosKept {
    private final Books books;
    private final Company company;

    PhotosKept(Books books, Company company) {
        this.books = books;
        this.company = company;
    }

    void check(List<Phone> phones) {
        for (Phone phone : phones) {
            phone.files().all().forEach(each -> check(phone, each));
        }
    }

    private void check(Phone phone, Photo photo) {
        String key = "attachments/" + photo.attachment();
        JsonNode row = books.row(key);
        if (row.isMissingNode()) {
            return;
        }
        boolean verified = row.path("state").asText().equals("verified");
        if (photo.isDelivered() != verified && (photo.isDelivered() || photo.way() == Photo.Way.NEVER)) {
            throw new Broken(
                    Promise.P12,
                    phone.name() + " sent it " + photo.isDelivered() + " and it is " + row.path("state"),
                    key);
        }
        if (verified) {
            String url = company.dispatcher()
                    .read(key.replaceFirst("^", "/") + "/content")
                    .path("url")
                    .asText();
            if (!Photo.sha256(Http.fetch(url)).equals(photo.sha256())) {
                throw new Broken(Promise.P12, "The bytes that come back are others", key);
            }
        }
    }
}
