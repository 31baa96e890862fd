package io.naichang.dev.simulate;

import java.util.List;
import java.util.Optional;

/// How a script went.
///
/// @param broken the first promise that was broken, if one was
/// @param sum what was done, in words
record Play(Script script, Scene scene, Optional<Broken> broken, String sum) {
    boolean breaks(Promise promise) {
        return broken.filter(each -> each.promise() == promise).isPresent();
    }

    /// What happened to the rows in question.
    List<String> history() {
        return broken.map(each -> scene.journal().about(each.rows())).orElse(List.of());
    }
}
