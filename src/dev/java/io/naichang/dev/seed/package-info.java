/// The demo company: people, premises, stock, four weeks of visits and a few troubles, all of it invented. It is made
/// through the REST API and the sync protocol only, so that history, rights and what phones hold are as in real life.
///
/// Every id and every choice follows from a name ([Chance], [Company#id]), so that a seeding which was cut off goes on
/// when it is repeated.
@NullMarked
package io.naichang.dev.seed;

import org.jspecify.annotations.NullMarked;
