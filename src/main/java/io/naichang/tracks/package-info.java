/// Where technicians were: takes GPS tracks from phones, keeps what the company's policy lets it keep for as long as it
/// says, and shows them to those who may see them, on record. It is no part of [io.naichang.sync], which is large
/// enough
/// without it and needs nothing of it; of visits it knows nothing, whoever has them answers [OwnVisits].
@NullMarked
package io.naichang.tracks;

import org.jspecify.annotations.NullMarked;
