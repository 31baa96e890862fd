#!/bin/sh
# Judges a running server: smoke.sh [URL [PASSWORD]]. Exit code 0 if every check passed. Needs a JDK 25, nothing else.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
exec "$java" -Djava.awt.headless=true -Dstdout.encoding=UTF-8 "$here/Smoke.java" "$@"
