package io.naichang.checklists;

import java.util.List;

/// Items that can be used, or the list of what is wrong with them.
sealed interface ItemsOutcome {
    record Valid(ChecklistItems items) implements ItemsOutcome {}

    record Invalid(List<ItemProblem> problems) implements ItemsOutcome {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
