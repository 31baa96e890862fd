#!/bin/sh
# Records which classes the application loads, for `java -XX:AOTCache=naichang.aot` (JEP 483, 514, 515): run in the
# folder of quarkus-run.jar, with the Java that will run it.
#
# There is no database while an image is built. The run starts as one of the application's commands does and ends with
# exit code 1 where Flyway finds nobody at port 1; the cache then holds what starting needs up to there, of the JVM,
# Quarkus, Hibernate and the driver, but nothing of answering requests and hardly any profile of methods. Who wants those records
# a run of his own against a test database: -XX:AOTCacheOutput=naichang.aot, some traffic, SIGTERM.
set -eu
keys=$(mktemp)
# A key that signs nothing: it is thrown away with this file, before anything of it could be in the image.
printf '{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"training","use":"sig","alg":"EdDSA","x":"%s","d":"%s"}]}\n' \
  11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A > "$keys"
code=0
QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/none QUARKUS_DATASOURCE_USERNAME=naichang_app \
  QUARKUS_DATASOURCE_PASSWORD=none QUARKUS_DATASOURCE_READS_JDBC_URL=jdbc:postgresql://127.0.0.1:1/none \
  QUARKUS_DATASOURCE_READS_USERNAME=naichang_app QUARKUS_DATASOURCE_READS_PASSWORD=none \
  QUARKUS_MINIO_HOST=http://127.0.0.1 QUARKUS_MINIO_PORT=1 QUARKUS_MINIO_ACCESS_KEY=none QUARKUS_MINIO_SECRET_KEY=none \
  NAICHANG_SIGNING_KEYS=$keys MP_JWT_VERIFY_PUBLICKEY_LOCATION=file:$keys \
  java -XX:AOTCacheOutput=naichang.aot -jar quarkus-run.jar create-admin > train.log 2>&1 || code=$?
rm -f "$keys"
if [ ! -s naichang.aot ]; then
  cat train.log >&2
  echo "the run (exit code $code) left no cache" >&2
  exit 1
fi
rm -f train.log
chmod 0444 naichang.aot
