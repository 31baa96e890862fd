package io.naichang.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.naichang.testing.CommandLine;
import io.naichang.testing.Given;
import io.naichang.testing.OwnStack;
import io.naichang.testing.Person;
import io.naichang.testing.Tenant;
import io.naichang.testing.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A company whose database is copied, and goes back to its copies while the server goes on serving.
abstract class RestoreCase {
    @TempDir
    Path temp;

    Tenant siam;
    Person nok;
    Person somchai;
    Person malee;
    Work work;

    @BeforeEach
    void a_company() {
        siam = Given.tenant();
        nok = siam.dispatcher("nok");
        somchai = siam.technician("somchai");
        malee = siam.technician("malee");
        work = Work.at(nok);
    }

    Path backup(String name) {
        Path folder = temp.resolve(name);
        CommandLine ran = CommandLine.run("backup", folder.toString());
        assertThat(ran.exit()).as(ran.said()).isZero();
        return folder;
    }

    static CommandLine restore(Path folder) {
        return CommandLine.run("restore", folder.toString(), "--replace");
    }

    static void restored(Path folder) {
        CommandLine ran = restore(folder);
        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said()).contains("phones offer again what came after");
    }

    static List<String> epochs() throws SQLException {
        return OwnStack.sql("SELECT name FROM epoch ORDER BY number");
    }
}
