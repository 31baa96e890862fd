package io.naichang.people;

/// What a sign-in gives.
///
/// @param expiresIn seconds for which the access token is good
/// @param refreshToken buys the next pair, once
/// @param refreshExpiresIn seconds for which the refresh token is good
/// @param mustChangePassword true while the password is a temporary one
record Tokens(
        String accessToken, long expiresIn, String refreshToken, long refreshExpiresIn, boolean mustChangePassword) {}
