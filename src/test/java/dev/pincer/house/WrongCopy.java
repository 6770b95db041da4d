// SPDX-License-Identifier: Apache-2.0
package dev.pincer.house;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What a test must find wrong: a copy of a class of Pincer in which a few characters differ, and a
 * copy of what asks it. Both are made of the sources as they are today, so that the copy has no
 * other mistake, and is never out of date; and both stand beside the originals, by other names.
 */
public final class WrongCopy {
  /** So that each has names of its own. */
  private static final AtomicInteger COPIES = new AtomicInteger();

  private WrongCopy() {}

  /**
   * Makes a copy.
   *
   * @param asked what calls the class, of the same package
   * @param of the class of which there is a wrong copy, with all that stands in its file
   * @param right what stands in its source, once
   * @param wrong what stands in the copy instead
   * @param folder an empty one
   * @param alongside others of the package that name the class, and are copied as they are
   * @return the copy of what asks
   */
  public static Class<?> of(
      Class<?> asked,
      Class<?> of,
      String right,
      String wrong,
      Path folder,
      List<Class<?>> alongside)
      throws IOException, ReflectiveOperationException {
    String source = source("src/main/java", of);
    int at = source.indexOf(right);
    if (at < 0 || source.indexOf(right, at + 1) >= 0) {
      throw new AssertionError("`" + right + "` does not stand once in " + of.getSimpleName());
    }
    List<Class<?>> copied = new ArrayList<>();
    copied.add(of);
    copied.addAll(alongside);
    copied.add(asked);
    String ending = "Wrong" + COPIES.incrementAndGet();
    List<String> names = copied.stream().map(one -> one.getSimpleName() + ending).toList();
    List<File> files = new ArrayList<>();
    for (Class<?> one : copied) {
      String text =
          one == of
              ? source.replace(right, wrong)
              : source(one == asked ? "src/test/java" : "src/main/java", one);
      for (Class<?> renamed : copied) {
        String name = renamed.getSimpleName();
        text = text.replaceAll("\\b" + name + "\\b", name + ending);
      }
      Path file = folder.resolve(one.getSimpleName() + ending + ".java");
      files.add(Files.writeString(file, text, StandardCharsets.UTF_8).toFile());
    }
    compile(files, folder);
    MethodHandles.Lookup beside = MethodHandles.privateLookupIn(of, MethodHandles.lookup());
    List<Path> compiled;
    try (Stream<Path> all = Files.walk(folder)) {
      compiled =
          all.filter(path -> path.toString().endsWith(".class"))
              .sorted(Comparator.comparing(path -> order(path, names)))
              .toList();
    }
    for (Path path : compiled) {
      beside.defineClass(Files.readAllBytes(path));
    }
    return Class.forName(asked.getName() + ending);
  }

  /** What others extend or look at comes before them: who asks last, a class before its nested. */
  private static String order(Path path, List<String> names) {
    String name = path.getFileName().toString().replace(".class", "");
    int nested = name.indexOf('$');
    return names.indexOf(nested < 0 ? name : name.substring(0, nested)) + name;
  }

  private static String source(String root, Class<?> of) throws IOException {
    return Files.readString(
        Path.of(root, of.getName().replace('.', '/') + ".java"), StandardCharsets.UTF_8);
  }

  private static void compile(List<File> files, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", folder.toString());
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  said, manager, null, options, null, manager.getJavaFileObjectsFromFiles(files))
              .call();
      if (!compiled) {
        throw new AssertionError(said.toString());
      }
    }
  }

  /**
   * Surefire says it in a property of its own, where it starts the JVM with a jar that lists it.
   */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
