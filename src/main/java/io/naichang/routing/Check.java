package io.naichang.routing;

import java.util.List;

/// Whether a visit may be dropped where the dispatcher holds it: the place that it would get, which may lack
/// permission (`reasons`) or be dear (`notes`), like any [Candidate].
public record Check(Candidate place) {
    public boolean allowed() {
        return place.feasible();
    }

    public List<Reason> reasons() {
        return place.reasons();
    }
}
