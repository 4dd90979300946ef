package io.github.scimexporter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Keeps the house in order: who may use whom, and what no class may be. */
class ArchitectureTest {
  private static final String ROOT = "io.github.scimexporter";
  private static final Path MAIN_SOURCES = Path.of("src/main/java");
  private static final int MAX_LINES = 300;

  /**
   * What each package may use of the others. A name stands for the packages below it, too, except
   * for the accesslog packages, which are named one by one.
   */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("", List.of("cli")),
          Map.entry(
              "cli",
              List.of(
                  "config",
                  "sync",
                  "accesslog.format",
                  "accesslog.follow",
                  "token",
                  "probe",
                  "entra",
                  "terminal",
                  "state",
                  "metrics",
                  "heartbeatlog",
                  "status",
                  "web")),
          Map.entry("config", List.of()),
          Map.entry("sync", List.of()),
          Map.entry("accesslog.format", List.of("sync")),
          Map.entry("accesslog.follow", List.of("accesslog.format", "sync", "config")),
          Map.entry("token", List.of("sync", "config")),
          Map.entry("polling", List.of()),
          Map.entry("probe", List.of("sync", "config", "polling")),
          Map.entry("entra", List.of("sync", "config", "polling")),
          Map.entry("terminal", List.of()),
          Map.entry("state", List.of("sync", "accesslog.format", "accesslog.follow", "config")),
          Map.entry("metrics", List.of("sync", "token", "config")),
          Map.entry("heartbeatlog", List.of("sync", "token", "config")),
          Map.entry("status", List.of("sync", "token", "config")),
          Map.entry("page", List.of("sync", "token", "config", "status")),
          Map.entry("web", List.of("sync", "token", "config", "status", "page")));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(ROOT);

  @Test
  void everyPackageHasItsRoom() {
    Set<String> rooms = new TreeSet<>();
    MAIN.forEach(type -> rooms.add(room(type)));
    assertThat(MAY_USE.keySet()).containsAll(rooms);
  }

  @Test
  void aPackageUsesOnlyWhatItsRowAllows() {
    MAY_USE.forEach(
        (room, allowed) ->
            classes()
                .that(in(List.of(room)))
                .should()
                .onlyDependOnClassesThat(
                    in(allowed)
                        .or(in(List.of(room)))
                        .or(
                            DescribedPredicate.describe(
                                "are not ours", type -> !type.getPackageName().startsWith(ROOT))))
                .as("package '" + room + "' uses only itself and " + allowed)
                .allowEmptyShould(true)
                .check(MAIN));
  }

  @Test
  void theEvidenceKnowsNoClockNoFileAndNoSocket() {
    noClasses()
        .that(in(List.of("sync", "accesslog.format")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.nio.channels..")
                // What Jackson throws of bytes that are no JSON, though it reads no file.
                .and(not(equivalentTo(IOException.class))))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Clock|InstantSource)")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MAIN);
  }

  @Test
  void theStatusIsToldWhatTimeItIs() {
    noClasses()
        .that(in(List.of("status")))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Clock|InstantSource)")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(MAIN);
  }

  @Test
  void theProductUsesNothingOfTheTestTrees() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "come from a test tree",
                type ->
                    type.getSource()
                        .map(source -> source.getUri().toString().contains("/test-classes/"))
                        .orElse(false)))
        .check(MAIN);
  }

  @Test
  void noStaticFieldCanChange() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .andShould()
        .notHaveRawType(
            DescribedPredicate.describe("a collection open to change", ArchitectureTest::isOpen))
        .check(MAIN);
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .and()
        .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
        .should()
        .bePrivate()
        .as("an array that others could write into is private")
        .check(MAIN);
  }

  private static boolean isOpen(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent.atomic")
        || (!type.isInterface()
            && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)));
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    MAIN.forEach(
        type -> {
          if (type.getPackage().tryGetPackageInfo().isEmpty()
              || !type.getPackage().isAnnotatedWith(NullMarked.class)) {
            unmarked.add(type.getPackageName());
          }
        });
    assertThat(unmarked).isEmpty();
  }

  @Test
  void noSourceFileIsLongerThanOneReadsAtASitting() throws IOException {
    Map<String, Integer> tooLong = new TreeMap<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MAX_LINES) {
        tooLong.put(file.toString(), lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void theRulesSawTheProduct() throws IOException {
    assertThat(MAIN.size()).isGreaterThan(sources().size());
    List<String> statics = new ArrayList<>();
    MAIN.forEach(
        type ->
            type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .map(JavaField::getFullName)
                .forEach(statics::add));
    assertThat(statics).isNotEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN_SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }

  private static DescribedPredicate<JavaClass> in(List<String> rooms) {
    return DescribedPredicate.describe(
        "are in " + rooms,
        type -> type.getPackageName().startsWith(ROOT) && rooms.contains(room(type)));
  }

  private static String room(JavaClass type) {
    String below = type.getPackageName().substring(ROOT.length());
    List<String> names = Arrays.stream(below.split("\\.")).filter(name -> !name.isEmpty()).toList();
    int depth = !names.isEmpty() && names.get(0).equals("accesslog") ? 2 : 1;
    return String.join(".", names.subList(0, Math.min(depth, names.size())));
  }
}
