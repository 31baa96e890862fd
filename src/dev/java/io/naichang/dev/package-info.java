/// What a developer runs and nobody deploys: PostgreSQL and an S3 store as plain processes, and the application on
/// top of them. It knows the application only by its command line, its environment and its HTTP interface.
@NullMarked
package io.naichang.dev;

import org.jspecify.annotations.NullMarked;
