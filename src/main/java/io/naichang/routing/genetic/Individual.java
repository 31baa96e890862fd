package io.naichang.routing.genetic;

/// What a population knows of each of its plans: who follows whom in it, and how it stands among the
/// others.
public abstract class Individual {
    private final int count;
    /// Who follows and who precedes each member; what stands at the ends of his route is negative.
    private final int[] next;
    private final int[] prev;
    /// As its population, of which it has one, sees it: its price with penalties, how far from those most
    /// like it, and whether there is one just like it; its fitness follows from these, the less the better.
    double price;
    double distance;
    boolean twin;
    double fitness;

    /// Of so many members, numbered from 0 or from 1 on.
    protected Individual(int count) {
        this.count = count;
        next = new int[count + 1];
        prev = new int[count + 1];
    }

    /// These are a route of that kind, in their order.
    protected final void follow(int kind, int[] members) {
        int end = -1 - kind;
        for (int i = 0; i < members.length; i++) {
            prev[members[i]] = i == 0 ? end : members[i - 1];
            next[members[i]] = i == members.length - 1 ? end : members[i + 1];
        }
    }

    public final double fitness() {
        return fitness;
    }

    /// The part of members' neighbours, two of each, that are others there: "broken pairs".
    public final double distance(Individual other) {
        int broken = 0;
        for (int member = 0; member <= count; member++) {
            broken += next[member] == other.next[member] ? 0 : 1;
            broken += prev[member] == other.prev[member] ? 0 : 1;
        }
        return broken / (2.0 * count);
    }
}
