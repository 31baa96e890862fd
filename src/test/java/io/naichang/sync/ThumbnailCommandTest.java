package io.naichang.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Optional<byte[]> run(String command, byte[] photo) throws IOException {
        return new ThumbnailCommand(Optional.of(command)).run(Files.write(folder.resolve("photo"), photo));
    }

    @Test
    void what_the_program_writes_is_the_thumbnail() throws IOException {
        byte[] photo = PhotoBytes.jpeg();

        assertThat(run("cp {in} {out}", photo))
                .hasValueSatisfying(made -> assertThat(made).isEqualTo(photo));
    }

    @Test
    void a_program_that_refuses_makes_none() throws IOException {
        assertThat(run("false {in} {out}", PhotoBytes.jpeg())).isEmpty();
    }

    @Test
    void anything_but_a_jpeg_is_no_thumbnail() throws IOException {
        assertThat(run("cp {in} {out}", PhotoBytes.image("png", 4, 4))).isEmpty();
    }

    @Test
    void a_program_that_is_not_there_is_a_fault_of_the_configuration() {
        assertThatThrownBy(() -> run("no-such-program-here {in} {out}", PhotoBytes.jpeg()))
                .isInstanceOf(IOException.class);
    }
}
