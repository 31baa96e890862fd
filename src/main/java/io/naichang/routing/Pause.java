package io.naichang.routing;

/// A rest of `length` seconds that begins between `earliest` and `latest`, before a drive or on arrival.
///
/// It is taken unless the tour ends by `latest`: who is home by then rests at home.
public record Pause(int length, int earliest, int latest) {
    public Pause {
        if (length < 0 || latest < earliest) {
            throw new IllegalArgumentException(
                    "a pause of " + length + " s between " + earliest + " and " + latest + " cannot be taken");
        }
    }
}
