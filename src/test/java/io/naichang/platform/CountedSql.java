package io.naichang.platform;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Counts its statements: what one costs depends on the data, how many there are must not.
public final class CountedSql extends Sql {
    private final AtomicInteger statements = new AtomicInteger();

    public CountedSql(DataSource dataSource) {
        super(dataSource);
    }

    public int statements() {
        return statements.get();
    }

    @Override
    public <T> List<T> list(String text, RowReader<T> reader, @Nullable Object... parameters) {
        statements.incrementAndGet();
        return super.list(text, reader, parameters);
    }

    @Override
    public int update(String text, @Nullable Object... parameters) {
        statements.incrementAndGet();
        return super.update(text, parameters);
    }
}
