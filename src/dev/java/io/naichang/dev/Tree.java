package io.naichang.dev;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A folder with all that is in it.
public final class Tree {
    private static final int ATTEMPTS = 50;

    private Tree() {}

    /// Deletes it; symbolic links are removed, never followed. Children of a program that was ended a moment ago may
    /// still write or delete there, so that it can take more than one attempt.
    public static void delete(Path tree) throws IOException {
        for (int attempt = 1; Files.exists(tree); attempt++) {
            try {
                Files.walkFileTree(tree, new Deleting());
            } catch (DirectoryNotEmptyException stillWritten) {
                if (attempt == ATTEMPTS) {
                    throw stillWritten;
                }
                Pause.shortly();
            }
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
