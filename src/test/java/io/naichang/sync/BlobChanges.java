package io.naichang.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What listeners were told, with the state that their transaction saw.
@ApplicationScoped
class BlobChanges implements BlobListener {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final Blobs blobs;

    BlobChanges(Blobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public void changed(String sha256) {
        told.add(sha256 + " " + blobs.state(sha256).map(BlobState::wire).orElse("unknown"));
    }

    List<String> of(String sha256) {
        synchronized (told) {
            return told.stream()
                    .filter(each -> each.startsWith(sha256))
                    .map(each -> each.substring(65))
                    .toList();
        }
    }
}
